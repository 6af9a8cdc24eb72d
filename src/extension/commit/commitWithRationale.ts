import path from 'node:path';
import * as vscode from 'vscode';
import { formatReference, type Documentation } from '../../core/model';
import {
  commitQuestions,
  hasSubject,
  suggestSubject,
  trailerOfFile,
  trailersOfAnswer,
  withSubject,
  type CommitQuestion,
  type FileConcern,
} from '../../core/rationale/questions';
import type { RegisteredVersion } from '../../core/rationale/concern';
import { addTrailers, type NewTrailer } from '../../core/rationale/writeTrailers';
import { COMMANDS } from '../commandIds';
import { plural } from '../format';
import type { Ledgers } from '../ledgers';
import { requireTrust } from '../trust';
import { askChoice, askText, type Reply, type Step } from './askSteps';
import { chooseRepository } from './chooseRepository';
import type { FollowUp } from './followUp';
import { readNextCommit, type NextCommit } from './nextCommit';

const TITLE = 'Commit with Rationale';
const LISTED_FILES = 30;
const QUESTIONS = { rationale: 'Why', changes: 'What changed in', impact: 'What does it do to the metrics:' } as const;

/** What was answered, by the position of the question. */
type Answers = Map<number, string | null>;

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: 'commit' | 'edit' | 'register' | 'none' | 'reason' | null;
}

/**
 * Asks what a commit leaves open, one short question each, writes the message with its trailers into the message box and
 * lets VS Code commit, by its own rules: what to take, hooks, signing, protected branches.
 */
export class CommitWithRationale {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly followUp: FollowUp,
  ) {}

  async run(argument: unknown): Promise<void> {
    requireTrust('Committing');
    const repository = await chooseRepository(argument, TITLE);
    const next = await readNextCommit(repository, this.ledgers);
    const message = await this.askAll(next);
    if (message === null) {
      return;
    }
    // Written there before anything is committed: whatever goes wrong, what was typed is not lost.
    repository.inputBox.value = message.text;
    if (!message.isConfirmed) {
      await vscode.commands.executeCommand('workbench.scm.focus');
      return;
    }
    // Asked once already, here.
    await this.followUp.settle(next.concerns?.registered.map(({ id }) => id) ?? []);
    await vscode.commands.executeCommand('git.commit', repository.rootUri);
  }

  /** Null when the person went to register something first. */
  private async askAll(next: NextCommit): Promise<{ readonly text: string; readonly isConfirmed: boolean } | null> {
    const { repository, concerns, open } = next;
    const written = repository.inputBox.value;
    const questions = concerns === null ? [] : commitQuestions(concerns, written);
    const asksSubject = !hasSubject(written);
    const totalSteps = questions.length + (asksSubject ? 1 : 0) + 1;
    const answers: Answers = new Map();
    let subject = concerns === null ? '' : suggestSubject(concerns);
    for (let index = 0; ;) {
      const question = questions[index];
      const step = { title: TITLE, step: index + 1, totalSteps };
      if (question !== undefined) {
        const reply = await askQuestion(question, step, answers.get(index) ?? null);
        if (reply.kind === 'answer' && reply.value === 'register' && question.kind === 'file' && open !== null) {
          await register(question.concern, open.root);
          return null;
        }
        remember(answers, index, reply);
        index += reply.kind === 'back' ? -1 : 1;
      } else if (asksSubject && index === questions.length) {
        const reply = await askText(
          { ...step, prompt: 'What does this commit do? This is its first line.', canSkip: false },
          { value: subject, placeholder: 'Commit message' },
        );
        subject = reply.kind === 'answer' ? reply.value : subject;
        // Without a first line there is no commit: an empty one is asked for again.
        index += reply.kind === 'back' ? -1 : reply.kind === 'answer' ? 1 : 0;
      } else {
        const text = compose(asksSubject ? withSubject(written, subject) : written, questions, answers);
        const reply = await confirm(next, { ...step, prompt: '', canSkip: false }, text);
        if (reply.kind === 'answer') {
          return { text, isConfirmed: reply.value.choice === 'commit' };
        }
        index -= 1;
      }
    }
  }
}

type QuestionStep = Pick<Step, 'title' | 'step' | 'totalSteps'>;

function askQuestion(
  question: CommitQuestion,
  step: QuestionStep,
  before: string | null,
): Promise<Reply<string | null>> {
  if (question.kind === 'file') {
    return askAboutFile(question, step);
  }
  const { version, field, facts, suggestion } = question;
  const name = formatReference(version.model, version.version);
  const prompt = [`${QUESTIONS[field]} ${name}?`, ...(facts === '' ? [] : [facts])].join(' · ');
  return askText(
    { ...step, prompt, canSkip: true },
    { value: before ?? suggestion, placeholder: field === 'rationale' ? `Why ${name} was made` : '' },
  );
}

/** `register` goes there, null says that no version is needed, any other text is the reason. */
async function askAboutFile(
  { concern, facts }: Extract<CommitQuestion, { kind: 'file' }>,
  step: QuestionStep,
): Promise<Reply<string | null>> {
  const name = path.posix.basename(concern.path);
  const prompt = `${name} changed${facts === '' ? '' : ` · ${facts}`}`;
  if (concern.code === 'data-changed') {
    return askText(
      { ...step, prompt: `Why did ${name} change? · ${facts}`, canSkip: true },
      { value: '', placeholder: `Why ${name} changed` },
    );
  }
  const items: ChoiceItem[] = [
    {
      label: '$(add) Register it first…',
      detail: `Makes a version from ${name}; commit again afterwards`,
      choice: 'register',
    },
    {
      label: '$(circle-slash) It needs no version',
      detail: 'Is said in the message, and not asked again',
      choice: 'none',
    },
    { label: '$(debug-step-over) Skip', detail: 'Commits it without a word', choice: null },
  ];
  const reply = await askChoice({ ...step, prompt, canSkip: true }, items);
  if (reply.kind !== 'answer') {
    return reply;
  }
  const { choice } = reply.value;
  return choice === null ? { kind: 'skip' } : { kind: 'answer', value: choice === 'register' ? 'register' : null };
}

function remember(answers: Answers, index: number, reply: Reply<string | null>): void {
  if (reply.kind === 'answer') {
    answers.set(index, reply.value);
  } else if (reply.kind === 'skip') {
    answers.delete(index);
  }
}

async function register({ code, path: file }: FileConcern, root: string): Promise<void> {
  const uri = vscode.Uri.file(path.join(root, file));
  await vscode.commands.executeCommand(code === 'metrics-moved' ? COMMANDS.register : COMMANDS.registerFile, uri);
}

/** The message with what was answered as trailers at its end. */
function compose(message: string, questions: readonly CommitQuestion[], answers: Answers): string {
  const versions = new Map<RegisteredVersion, Partial<Documentation>>();
  const files: NewTrailer[] = [];
  questions.forEach((question, index) => {
    const answer = answers.get(index);
    if (answer === undefined) {
      return;
    }
    if (question.kind === 'file') {
      files.push(trailerOfFile(question.concern, answer));
    } else if (answer !== null) {
      versions.set(question.version, { ...versions.get(question.version), [question.field]: answer });
    }
  });
  const about = [...versions].flatMap(([version, said]) => trailersOfAnswer(version, said));
  return addTrailers(message, [...about, ...files]);
}

/** Shows the whole message and the files; nothing is committed before this is answered. */
function confirm({ repository, files, isStaged }: NextCommit, step: Step, text: string): Promise<Reply<ChoiceItem>> {
  const branch = repository.state.HEAD?.name;
  const taken = `${plural(files.length, isStaged ? 'staged file' : 'changed file')}`;
  const line = (label: string, description = ''): ChoiceItem => ({
    label,
    description,
    choice: 'edit',
    alwaysShow: true,
  });
  const root = repository.rootUri.fsPath;
  const rest = files.length - LISTED_FILES;
  return askChoice({ ...step, prompt: `Commit ${taken}${branch === undefined ? '' : ` to ${branch}`}?` }, [
    { label: '$(check) Commit', description: branch === undefined ? taken : `${taken} to ${branch}`, choice: 'commit' },
    { label: '$(edit) Edit the Message First', description: 'It is put into the message box', choice: 'edit' },
    { label: 'Message', kind: vscode.QuickPickItemKind.Separator, choice: null },
    ...text
      .split('\n')
      .filter((part) => part.trim() !== '')
      .map((part) => line(part)),
    { label: isStaged ? 'Staged' : 'Changed', kind: vscode.QuickPickItemKind.Separator, choice: null },
    ...files.slice(0, LISTED_FILES).map(({ uri }) => {
      const relative = path.relative(root, uri.fsPath).split(path.sep).join('/');
      return line(path.posix.basename(relative), path.posix.dirname(relative).replace(/^\.$/, ''));
    }),
    ...(rest > 0 ? [line(`and ${rest} more`)] : []),
  ]);
}
