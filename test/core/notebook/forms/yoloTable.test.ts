import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const BOXES = '                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95)';

describe('readYoloTables', () => {
  it('reads the row of all classes, boxes and masks apart', () => {
    const stdout = `${BOXES}     Mask(P          R      mAP50  mAP50-95): 100% 157/157 [01:54<00:00,  1.37it/s]
                   all       5000      36335      0.673      0.517      0.566      0.373      0.672       0.49      0.532      0.319
                person        128        254      0.855      0.681      0.792      0.538      0.9        0.7      0.8      0.5
`;

    expect(shownMetrics(inspectCells({ stdout }))).toEqual([
      'precision 0.673 val *',
      'recall 0.517 val *',
      'map_50 0.566 val *',
      'map 0.373 val *',
      'precision_mask 0.672 val *',
      'recall_mask 0.49 val *',
      'map_50_mask 0.532 val',
      'map_mask 0.319 val',
    ]);
  });

  it('prefers the validation of the best weights to the last epoch', () => {
    const row = (values: string): string =>
      `${BOXES}: 100% 4/4\n                   all        128        929   ${values}\n`;
    const stdout = row('0.5  0.5  0.5  0.3') + row('0.6  0.5  0.5  0.3') + row('0.7  0.6  0.6  0.4');

    expect(shownMetrics(inspectCells({ stdout })).filter((text) => /^(?:precision|map) /.test(text))).toEqual([
      'precision 0.6 val',
      'map 0.3 val',
      'precision 0.7 val *',
      'map 0.4 val *',
    ]);
  });

  it('keeps of the same value in a log and in the validation the latter', () => {
    const row = (values: string): string =>
      `${BOXES}: 100% 4/4\n                   all        128        929   ${values}\n`;
    const stdout = row('0.5  0.5  0.5  0.3') + row('0.6  0.5  0.5  0.4') + row('0.7  0.6  0.6  0.4');

    expect(shownMetrics(inspectCells({ stdout })).filter((text) => text.startsWith('map '))).toEqual(['map 0.4 val *']);
  });

  it('takes thresholds among the arguments for no metric', () => {
    const stdout = 'val: data=coco.yaml, imgsz=640, conf_thres=0.001, iou_thres=0.6, max_det=300\n';

    expect(shownMetrics(inspectCells({ stdout }))).toEqual([]);
  });
});
