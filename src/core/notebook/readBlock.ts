import { readBoostingLog } from './forms/boostingLog';
import { readClassificationReports } from './forms/classificationReport';
import { readDicts } from './forms/dictLines';
import { readHtmlTables } from './forms/htmlTables';
import { readKerasLog } from './forms/kerasLog';
import { readLabelledLines } from './forms/labelledLines';
import { readProgressBars } from './forms/progressBars';
import { readTextTables } from './forms/textTables';
import type { OutputBlock } from './outputBlocks';
import type { Reading } from './reading';

/**
 * Everything in a block that names itself, without any code. The most particular forms read first and take their
 * lines, so that what one understands the next cannot misread.
 */
export function readBlock(block: OutputBlock): Reading[] {
  const used = new Set<number>();
  const readings = [
    ...readClassificationReports(block, used),
    ...readBoostingLog(block, used),
    ...readProgressBars(block, used),
    ...readKerasLog(block, used),
    ...readDicts(block, used),
    ...readTextTables(block, used),
    ...readLabelledLines(block, used),
    ...readHtmlTables(block),
  ];
  return readings.sort((a, b) => a.line - b.line);
}
