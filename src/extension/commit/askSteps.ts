import * as vscode from 'vscode';
import { cancelled } from '../abort';

/** What a person did with one question of several. */
export type Reply<T> =
  { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'skip' };

export interface Step {
  readonly title: string;
  /** Counts from 1. */
  readonly step: number;
  readonly totalSteps: number;
  /** The question, with the facts that it is about. */
  readonly prompt: string;
  readonly canSkip: boolean;
}

const SKIP: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('debug-step-over'),
  tooltip: 'Skip This Question',
};

/** A line of text. An empty one is a question that was skipped. Throws `cancelled`. */
export function askText(
  step: Step,
  { value, placeholder }: { readonly value: string; readonly placeholder: string },
): Promise<Reply<string>> {
  const box = vscode.window.createInputBox();
  box.title = step.title;
  box.prompt = step.prompt;
  box.value = value;
  box.placeholder = placeholder;
  return ask<string>(box, step, () => {
    const text = box.value.trim();
    return text === '' ? { kind: 'skip' } : { kind: 'answer', value: text };
  });
}

/** One of several. Throws `cancelled`. */
export function askChoice<T extends vscode.QuickPickItem>(step: Step, items: readonly T[]): Promise<Reply<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.title = step.title;
  pick.placeholder = step.prompt;
  pick.items = items;
  pick.matchOnDescription = true;
  return ask<T>(pick, step, () => {
    const [chosen] = pick.selectedItems;
    return chosen === undefined ? null : { kind: 'answer', value: chosen };
  });
}

interface StepInput extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  readonly onDidAccept: vscode.Event<void>;
}

function ask<T>(input: StepInput, step: Step, accept: () => Reply<T> | null): Promise<Reply<T>> {
  input.step = step.step;
  input.totalSteps = step.totalSteps;
  // Facts are looked up elsewhere while a reason is thought about.
  input.ignoreFocusOut = true;
  input.buttons = [...(step.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...(step.canSkip ? [SKIP] : [])];
  return new Promise<Reply<T>>((resolve, reject) => {
    const end = (reply: Reply<T> | null) => {
      if (reply !== null) {
        resolve(reply);
        input.dispose();
      }
    };
    input.onDidAccept(() => end(accept()));
    input.onDidTriggerButton((button) => end({ kind: button === vscode.QuickInputButtons.Back ? 'back' : 'skip' }));
    input.onDidHide(() => {
      // Nothing happens when it hides because it was answered.
      reject(cancelled());
      input.dispose();
    });
    input.show();
  });
}
