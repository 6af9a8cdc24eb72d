/** How the first and the last line begin that test/extension/index.ts prints. */
export const suitesBegin = 'Suites of ';
export const suitesEnd = 'End of suites: ';
