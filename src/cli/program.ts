import { Command } from 'commander';
import { version } from '../../package.json';
import { aliasVerb } from './verbs/alias';
import { archiveVerb } from './verbs/archive';
import { checkVerb } from './verbs/check';
import { compareVerb } from './verbs/compare';
import { documentVerb } from './verbs/document';
import { exportVerb } from './verbs/export';
import { hookVerb } from './verbs/hook';
import { inspectVerb } from './verbs/inspect';
import { listVerb } from './verbs/list';
import { registerVerb } from './verbs/register';
import { renumberVerb } from './verbs/renumber';
import { restoreVerb } from './verbs/restore';
import { reviewVerb } from './verbs/review';
import { showVerb } from './verbs/show';
import { stageVerb } from './verbs/stage';
import { tagVerb } from './verbs/tag';
import { undoVerb } from './verbs/undo';
import { verifyVerb } from './verbs/verify';
import type { Act, Verb } from './verb';

const READING: readonly Verb[] = [inspectVerb, listVerb, showVerb, compareVerb, verifyVerb, checkVerb, exportVerb];
const WRITING: readonly Verb[] = [
  registerVerb,
  documentVerb,
  stageVerb,
  aliasVerb,
  tagVerb,
  reviewVerb,
  archiveVerb,
  undoVerb,
  renumberVerb,
  restoreVerb,
  hookVerb,
];

/**
 * The command line's grammar. Commander's own texts (help, version) go to `write`; its failures are thrown.
 */
export function createProgram(act: Act, write: (text: string) => void): Command {
  const program = new Command('model-ledger')
    // Before the verbs: they inherit both when they are added.
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => undefined })
    .description('Keeps the versions of your machine-learning models in the repository, with their reasons.')
    .version(version, '--version', 'print the version number')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [verb]', 'show help for a verb')
    .option('--cwd <dir>', 'folder to work in; paths are relative to it (default: the current folder)')
    .option('--json', 'print one JSON document on standard output, also on failure')
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .showSuggestionAfterError(true)
    .addHelpText('after', '\nExit codes: 0 done, 1 the verb failed or the check said no, 2 wrong usage.');
  program.commandsGroup('Looking:');
  READING.forEach((add) => add(program, act));
  program.commandsGroup('Changing:');
  WRITING.forEach((add) => add(program, act));
  return program;
}
