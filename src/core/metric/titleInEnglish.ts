import { readMetricLabel } from './metricLabel';

const LONGEST = 60;
const IN_BRACKETS = /^([^()]{2,})\(([A-Za-z][\w +²-]{1,24})\)$/;
const OTHER_SCRIPT = /(?:(?!\p{Script=Latin})\p{L})+/gu;
/** Words for what is no metric by itself: threshold, difference, change, deviation, time, number, importance. */
const OTHER_THINGS =
  /порог|разниц|измен|отклон|врем|колич|числ|важн|прирост|阈|差|变化|时间|数量|しきい|変化|時間|임계|차이|변화|시간/i;

/**
 * The English name in a label of another language: `Genauigkeit (accuracy)`, `Полнота (recall)`, `准确率 accuracy`.
 * Null where the label tells none or speaks of something else.
 */
export function titleInEnglish(title: string): string | null {
  if (title.length > LONGEST || OTHER_THINGS.test(title)) {
    return null;
  }
  const [, before = '', inside = ''] = IN_BRACKETS.exec(title.trim()) ?? [];
  if (inside !== '') {
    const outer = readMetricLabel(before);
    const inner = readMetricLabel(inside);
    const isName = inner.name !== null && inner.name !== 'score' && inner.rest.length === 0;
    return isName && outer.name === null && !outer.isForeign && !outer.isSpread && !outer.isStep ? inside : null;
  }
  const latin = title.replace(OTHER_SCRIPT, ' ').trim();
  return latin === title.trim() || !/[A-Za-z]/.test(latin) ? null : latin;
}
