import { describe, expect, it } from 'vitest';
import type { Version } from '../../../src/core/model';
import { findRepeat, trustLine, type TrustFacts, type TrustKind } from '../../../src/core/trust/trustLine';
import { version } from '../../support/versions';

const SHA = 'a'.repeat(64);

function mark(kind: TrustKind, subject: Version, facts: Partial<TrustFacts> = {}): string {
  const line = trustLine(subject, { required: [], artifacts: new Map(), others: [], ...facts });
  const found = line.find((each) => each.kind === kind);
  return `${found?.state ?? ''}: ${found?.label ?? ''}`;
}

const code = (facts: Partial<Version['code']>): Version['code'] => ({ ...version(1).code, ...facts });
const model = (facts: Partial<Version['artifacts'][number]> = {}): Version['artifacts'] => [
  { path: 'm.onnx', sha256: SHA, size: 3, kept: 'store', ...facts },
];
const review = (verdict: Version['reviews'][number]['verdict']) => ({
  at: '2024-06-12T08:00:00.000Z',
  by: { name: 'Ada', email: '' },
  verdict,
  comment: '',
});

describe('the trust line', () => {
  it('says whether what the ledger asks for is written', () => {
    const documentation = { rationale: 'Because.', changes: '', impact: '' };

    expect(mark('documented', version(1, { documentation }))).toBe('good: Documented');
    expect(mark('documented', version(1, { documentation }), { required: ['impact'] })).toBe(
      'partly: Partly documented',
    );
    expect(mark('documented', version(1, { documentation: { ...documentation, rationale: '' } }))).toBe(
      'bad: Not documented',
    );
  });

  it('says which data is linked', () => {
    const known = { path: 'a.csv', identity: { kind: 'sha256', digest: SHA } } as const;
    const lost = { path: 's3://x', identity: { kind: 'unresolved' } } as const;

    expect(mark('data', version(1, { datasets: [] }))).toBe('bad: No data linked');
    expect(mark('data', version(1, { datasets: [known] }))).toBe('good: Data linked');
    expect(mark('data', version(1, { datasets: [known, lost] }))).toBe('partly: 1 of 2 datasets linked');
    expect(mark('data', version(1, { datasets: [lost] }))).toBe('bad: 0 of 1 datasets linked');
  });

  it.each([
    [{ commit: null, dirty: false, snapshot: null }, 'bad: Code not captured'],
    [{ commit: 'c'.repeat(40), dirty: false, snapshot: null }, 'good: Code committed'],
    [{ commit: 'c'.repeat(40), dirty: true, snapshot: null }, 'partly: Code partly captured'],
    [{ commit: 'c'.repeat(40), dirty: true, snapshot: 'd'.repeat(40) }, 'good: Code captured'],
  ])('says of the code %j %s', (facts, expected) => {
    expect(mark('code', version(1, { code: code(facts) }))).toBe(expected);
  });

  it('says where the model files are and whether they were read', () => {
    const subject = version(1, { artifacts: model() });
    const at = (presence: 'verified' | 'here' | 'elsewhere' | 'damaged') =>
      mark('artifact', subject, { artifacts: new Map([[SHA, presence]]) });

    expect(mark('artifact', version(1, { artifacts: [] }))).toBe('bad: No model file');
    expect(at('verified')).toBe('good: Model file verified');
    expect(at('here')).toBe('partly: Model file present');
    expect(at('elsewhere')).toBe('open: Model file not here');
    expect(at('damaged')).toBe('bad: Model file changed');
  });

  it('goes by the last verdict, which a comment is not', () => {
    expect(mark('reviewed', version(1))).toBe('open: Not reviewed');
    expect(mark('reviewed', version(1, { reviews: [review('comment')] }))).toBe('open: Not reviewed');
    expect(
      mark('reviewed', version(1, { reviews: [review('changes-requested'), review('approved'), review('comment')] })),
    ).toBe('good: Approved');
    expect(mark('reviewed', version(1, { reviews: [review('changes-requested')] }))).toBe('bad: Changes requested');
  });

  it('finds another run of the same code, data and params, and whether it agrees', () => {
    const facts = { code: code({ sourceSha256: SHA }), datasets: [], params: [{ name: 'depth', value: 4 }] };
    const metric = (value: number): Version['metrics'] => [
      { name: 'f1', value, split: 'test', higherIsBetter: true, headline: true },
    ];
    const subject = version(1, { ...facts, metrics: metric(0.9) });
    const agreeing = version(2, { ...facts, metrics: metric(0.9) });
    const other = version(3, { ...facts, metrics: metric(0.8) });
    const different = version(4, { ...facts, params: [], metrics: metric(0.9) });

    expect(mark('reproduced', subject, { others: [subject, different] })).toBe('open: Not reproduced');
    expect(mark('reproduced', subject, { others: [other] })).toBe('bad: v3 differs');
    expect(mark('reproduced', subject, { others: [other, agreeing] })).toBe('good: Reproduced by v2');
    expect(findRepeat(subject, [subject, different])).toBeNull();
    expect(findRepeat(subject, [other, agreeing])).toBe(agreeing);
  });
});
