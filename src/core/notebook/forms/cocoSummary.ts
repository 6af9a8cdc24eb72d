import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const LINE =
  /^\s*Average (Precision|Recall)\s+\((?:AP|AR)\) @\[ IoU=([\d.:]+)\s*\| area=\s*(\w+)\s*\| maxDets=\s*(\d+)\s*\] = (-?[\d.]+)/;

/** The summary that pycocotools prints. Values of -1 stand for an area without objects. */
export function readCocoSummary(block: OutputBlock, used: Set<number>): Reading[] {
  // Boxes and masks have a summary each; of those that follow one another over epochs the last one counts.
  let kind = '';
  const last = new Map<string, Reading>();
  const readings = block.lines.flatMap((line, index) => {
    kind = line.startsWith('IoU metric') ? line : kind;
    const match = line.length < 200 && line.includes('@[ IoU') ? LINE.exec(line) : null;
    if (match === null) {
      return [];
    }
    used.add(index);
    const [, measure = '', iou = '', area = '', detections = '', value = ''] = match;
    const number = Number(value);
    if (!(number >= 0)) {
      return [];
    }
    const name =
      measure === 'Precision' ? precisionName(iou, area) : area === 'all' ? `ar_${detections}` : `ar_${area}`;
    const reading = makeReading(block, { name, value: number, form: 'coco', line: index });
    last.set(`${kind}|${name}`, reading);
    return [reading];
  });
  const kept = new Set(last.values());
  return readings.map((reading): Reading => (kept.has(reading) ? reading : { ...reading, role: 'trial' }));
}

function precisionName(iou: string, area: string): string {
  if (area !== 'all') {
    return `map_${area}`;
  }
  return iou.includes(':') ? 'map_50_95' : `map_${iou.slice(2).padEnd(2, '0')}`;
}
