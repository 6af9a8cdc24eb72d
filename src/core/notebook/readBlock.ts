import { readBoostingLog } from './forms/boostingLog';
import { readClassificationReports } from './forms/classificationReport';
import { readDicts } from './forms/dictLines';
import { readHtmlTables } from './forms/htmlTables';
import { readKerasLog } from './forms/kerasLog';
import { readLabelledLines } from './forms/labelledLines';
import { readProgressBars } from './forms/progressBars';
import { readTextTables } from './forms/textTables';
import type { CodeHints } from './codeHints';
import { readResult } from './forms/codeValues';
import type { OutputBlock } from './outputBlocks';
import type { Reading } from './reading';

/**
 * Everything in a block that names itself or that the code names. The most particular forms read first and take their
 * lines, so that what one understands the next cannot misread.
 */
export function readBlock(block: OutputBlock, hints: CodeHints): Reading[] {
  const result = readResult(block, hints.result);
  if (result.length > 0) {
    return result;
  }
  const used = new Set<number>();
  const readings = [
    ...readClassificationReports(block, used),
    ...readBoostingLog(block, used),
    ...readProgressBars(block, used),
    ...readKerasLog(block, used),
    ...readDicts(block, used),
    ...readTextTables(block, used),
    ...readLabelledLines(block, used, hints),
    ...readHtmlTables(block),
  ];
  return readings.sort((a, b) => a.line - b.line);
}
