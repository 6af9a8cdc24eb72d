import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const LINE =
  /^\s*Average (Precision|Recall)\s+\((?:AP|AR)\) @\[ IoU=([\d.:]+)\s*\| area=\s*(\w+)\s*\| maxDets=\s*(\d+)\s*\] = (-?[\d.]+)/;

/** The summary that pycocotools prints. Values of -1 stand for an area without objects. */
export function readCocoSummary(block: OutputBlock, used: Set<number>): Reading[] {
  return block.lines.flatMap((line, index) => {
    const match = line.length < 200 && line.includes('@[ IoU') ? LINE.exec(line) : null;
    if (match === null) {
      return [];
    }
    used.add(index);
    const [, kind = '', iou = '', area = '', detections = '', value = ''] = match;
    const number = Number(value);
    if (!(number >= 0)) {
      return [];
    }
    const name = kind === 'Precision' ? precisionName(iou, area) : area === 'all' ? `ar_${detections}` : `ar_${area}`;
    return [makeReading(block, { name, value: number, form: 'coco', line: index })];
  });
}

function precisionName(iou: string, area: string): string {
  if (area !== 'all') {
    return `map_${area}`;
  }
  return iou.includes(':') ? 'map_50_95' : `map_${iou.slice(2).padEnd(2, '0')}`;
}
