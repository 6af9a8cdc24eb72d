// Preloaded into the registering process (node --import): its clock starts at SAMPLE_CLOCK and runs from there, so that a
// registration made today fits between the dated commits of the sample.
const RealDate = Date;
const offset = RealDate.parse(process.env.SAMPLE_CLOCK ?? '') - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...values) {
    super(...(values.length === 0 ? [RealDate.now() + offset] : values));
  }

  static now() {
    return RealDate.now() + offset;
  }
};
