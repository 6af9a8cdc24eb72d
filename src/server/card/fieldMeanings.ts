const MEANINGS: Readonly<Record<string, string>> = {
  model: 'The model that this is a version of. A name that is not there yet begins a new model.',
  source: 'What the facts were read from, and are read from again when the draft is registered.',
  metrics: 'The measured values that are recorded, one a line.',
  uncertain: 'Values that the reader was not sure of. They are not recorded: move a line up to metrics to record it.',
  params: 'The parameters of the training run, one a line.',
  data: 'Paths of the datasets. What identifies their bytes is recorded with them.',
  artifacts: 'Paths of the model files. They are hashed, and kept unless Git, LFS or DVC keeps them.',
  tags: 'Anything worth finding again, such as ticket: ML-12.',
  version: 'The number of the version, given by the ledger.',
  name: 'The name of the version, built by the naming pattern.',
  id: 'The registration that this card shows: the identity of the version, whatever its number.',
  at: 'When it was registered (UTC).',
  by: 'Who registered it.',
  stage: 'Where it stood when this card was written.',
  aliases: 'The aliases that pointed to it when this card was written.',
  archived: 'Why it was archived.',
  code: 'The state of the code at registration.',
};

/** What a key of a front matter stands for: shown on hover and beside completions. */
export function fieldMeaning(name: string): string | undefined {
  return Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
}
