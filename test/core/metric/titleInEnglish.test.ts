import { describe, expect, it } from 'vitest';
import { titleInEnglish } from '../../../src/core/metric/titleInEnglish';

describe('titleInEnglish', () => {
  it.each([
    ['Genauigkeit (accuracy)', 'accuracy'],
    ['Sensibilidad (Recall)', 'Recall'],
    ['Полнота (recall)', 'recall'],
    ['F1-мера', 'F1-'],
    ['准确率 accuracy', 'accuracy'],
    ['AUC-ROC метрика', 'AUC-ROC'],
  ])('finds the name in %s', (title, english) => {
    expect(titleInEnglish(title)).toBe(english);
  });

  it.each([
    'Threshold (F1)',
    'Std (accuracy)',
    'Epoch (accuracy)',
    'Accuracy (recall)',
    'Порог (F1)',
    'Изменение accuracy',
    'Полнота',
    'Umsatz (brutto)',
    'accuracy',
  ])('finds none in %s', (title) => {
    expect(titleInEnglish(title)).toBeNull();
  });
});
