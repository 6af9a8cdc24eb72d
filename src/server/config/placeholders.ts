/** What a naming pattern may hold; `namingPatternProblem` names any other. */
export const PLACEHOLDERS: readonly { readonly text: string; readonly description: string }[] = [
  { text: '{project}', description: 'the project, or the folder of the repository' },
  { text: '{model}', description: 'the model' },
  { text: '{version}', description: 'the number of the version' },
  { text: '{version:000}', description: 'the number with zeros before it' },
  { text: '{date}', description: 'the day, in UTC: 20261123' },
  { text: '{date:YYYY-MM-DD}', description: 'the day in a format of your own' },
  { text: '{time}', description: 'the time, in UTC: 083000' },
  { text: '{author}', description: 'who registered it' },
  { text: '{branch}', description: 'the branch of Git' },
  { text: '{commit}', description: 'the first digits of HEAD' },
  { text: '{framework}', description: 'scikit-learn, xgboost, …' },
];
