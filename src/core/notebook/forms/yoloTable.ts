import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const HEADER = /^\s*Class\s+Images\s+(?:(?:Instances|Labels|Targets)\s+)?(.*)$/;
const ALL = /^\s*all\s+\d+(?:\s+\d+(?=\s)(?!\s*$))?\s+([\d.eE+\s-]+)$/;
/** What follows it for each class. */
const CLASS = /^\s+\S.*\s\d+(?:\s+\d+(?:\.\d+)?)+\s*$/;
const COLUMNS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Box\()?(?:P|Precision)$/i, 'precision'],
  [/^(?:R|Recall)$/i, 'recall'],
  [/^mAP(?:@?0?\.)?50$/i, 'map_50'],
  [/^(?:mAP(?:@?0?\.)?50-(?:0?\.)?95|mAP@?\.5:\.95):?$/i, 'map'],
  [/^top1_acc$/, 'accuracy'],
  [/^top5_acc$/, 'top_5_accuracy'],
];

/**
 * What YOLO prints after each validation: a header, often with a progress bar behind it, and a row for all classes. The
 * columns come once for boxes and again for masks or poses.
 */
export function readYoloTables(block: OutputBlock, used: Set<number>): Reading[] {
  let names: readonly string[] = [];
  const rows = block.lines.flatMap((line, index) => {
    const header = line.length < 400 ? HEADER.exec(line) : null;
    if (header !== null) {
      names = columnNames(header[1] ?? '');
      used.add(index);
      return [];
    }
    const row = names.length > 0 && line.length < 200 ? ALL.exec(line) : null;
    if (row === null && names.length > 0 && CLASS.test(line.slice(0, 200))) {
      used.add(index);
    }
    return row === null ? [] : [{ index, names, cells: (row[1] ?? '').trim().split(/\s+/) }];
  });
  return rows.flatMap(({ index, names: columns, cells }, place) => {
    used.add(index);
    return columns.flatMap((name, column) => {
      const number = wholeNumber(cells[column] ?? '');
      return number === null
        ? []
        : [
            makeReading(block, {
              name,
              value: number.value,
              split: 'val',
              // After the last epoch the best weights are validated.
              role: place < rows.length - 1 ? 'step' : 'final',
              form: 'yolo',
              line: index,
            }),
          ];
    });
  });
}

/** `Box(P R mAP50 mAP50-95) Mask(P R mAP50 mAP50-95): 100% …`. */
function columnNames(header: string): string[] {
  const names: string[] = [];
  let part = '';
  for (const word of header.replace(/:?\s+\d+%.*$/, '').split(/\s+/)) {
    const group = /^(Box|Mask|Pose)\(/.exec(word)?.[1]?.toLowerCase();
    part = group === undefined ? part : group === 'box' ? '' : `_${group}`;
    const title = word.replace(/^\w+\(/, '').replace(/\)?:?$/, '');
    const known = COLUMNS.find(([shape]) => shape.test(title))?.[1];
    if (known === undefined) {
      break;
    }
    names.push(known + part);
  }
  return names;
}
