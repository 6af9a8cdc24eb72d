import type { Command } from 'commander';
import { type AuthorOption, authorOption } from './authorOption';
import { addDocumentationOptions, type DocumentationOptions } from './documentationOptions';
import { collect } from './keyValue';

export interface RegisterOptions extends DocumentationOptions, AuthorOption {
  readonly model?: string | undefined;
  readonly metric?: readonly string[] | undefined;
  readonly split?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly data?: readonly string[] | undefined;
  readonly artifact?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly ifChanged?: boolean | undefined;
  /** Commander makes it of `--no-store`. */
  readonly store: boolean;
  readonly dryRun?: boolean | undefined;
}

export function addRegisterOptions(command: Command): Command {
  command.option('-m, --model <model>', 'the model; a draft names its own');
  return addDocumentationOptions(command)
    .option(
      '--metric <name=value>',
      'a metric over those found, as name=0.93 or name:split=0.93; may be repeated',
      collect,
    )
    .option('--split <split>', 'the split of metrics for which nothing says it: train, val, test, …')
    .option('--param <name=value>', 'a param over those found; may be repeated', collect)
    .option('--data <path>', 'a dataset besides those found; may be repeated', collect)
    .option('--artifact <path>', 'a model file besides those found; may be repeated', collect)
    .option('--tag <name=value>', 'a tag; may be repeated', collect)
    .option('--if-changed', 'do nothing where a version has the same artifacts, metrics and code')
    .option('--no-store', 'keep no copy of model files that nothing else keeps')
    .option('--dry-run', 'print the draft and register nothing')
    .addOption(authorOption());
}
