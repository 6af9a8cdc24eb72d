import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LedgerError } from '../../../src/core/errors';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import type { CompareActions } from '../../../src/extension/compare/compareActions';
import { ComparePages } from '../../../src/extension/compare/comparePages';
import { CompareSession } from '../../../src/extension/compare/compareSession';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import type { ComparePageView, HostMessage, PageMessage, PageRequestKind } from '../../../src/protocol/comparePage';
import { PAGE_REQUEST_FAILURES, PAGE_REQUEST_KINDS } from '../../support/pageRequestFailures';
import { activateExtension, eventually, workspaceFolder } from '../support/extensionApi';

const NOBODY = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('the requests of the comparison page, when the host fails', () => {
  let ids: readonly [string, string];
  const opened: Ledgers[] = [];

  before(async () => {
    const { versions } = await Ledger.open(workspaceFolder()).model('churn');
    ids = [versions[0]?.id ?? '', versions[1]?.id ?? ''];
  });

  after(() => opened.forEach((ledgers) => ledgers.dispose()));

  for (const kind of PAGE_REQUEST_KINDS) {
    it(`answers ${kind} with a sentence`, async () => {
      const page = await open(kind);

      await page.session.receive(requestOf(kind));

      const state = page.sent.findLast((message) => message.kind === 'state');
      const failures = page.sent.flatMap((message) =>
        message.kind === 'reply' && message.request === 2 && !message.ok ? [message.error.message] : [],
      );
      if (state?.state.status === 'failed') {
        failures.push(state.state.error.message);
      }
      assert.deepEqual(failures, [PAGE_REQUEST_FAILURES[kind]]);
      assert.equal(page.sent.filter((message) => message.kind === 'reply' && message.request === 2).length, 1);
    });
  }

  it('sends nothing to a page that was closed while its answer was made', async () => {
    await activateExtension();
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const ledgers = openLedgers();
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    let asked = 0;
    const all = ledgers.all.bind(ledgers);
    ledgers.all = async () => {
      asked += 1;
      await gate;
      return all();
    };
    const { extensionUri } = vscode.extensions.getExtension('model-ledger.model-ledger') ?? assert.fail();
    const pages = new ComparePages({ extensionUri, ledgers, memory: brokenMemory(), actions: brokenActions('') });

    pages.show({ kind: 'versions', ids });
    // The page has loaded and waits for its first state.
    await eventually(
      () => asked,
      (count) => count > 0,
    );
    pages.dispose();
    await eventually(
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label === 'Compare Versions'),
      (isOpen) => !isOpen,
    );
    letGo();
    await all();
    await new Promise((resolve) => setTimeout(resolve, 200));

    process.off('unhandledRejection', note);
    assert.deepEqual(rejections, []);
  });

  /** A session whose page has its state, and whose host from then on fails at everything that it is asked. */
  async function open(kind: PageRequestKind) {
    const sent: HostMessage[] = [];
    const ledgers = openLedgers();
    let refusals = 0;
    const session = new CompareSession(
      { kind: 'versions', ids },
      ledgers,
      brokenMemory(),
      brokenActions(PAGE_REQUEST_FAILURES[kind]),
      (message) => {
        if (message.kind === 'reply' && refusals > 0) {
          refusals -= 1;
          throw new Error('The answer could not be sent');
        }
        sent.push(message);
      },
    );
    if (kind !== 'ready') {
      await session.receive({ kind: 'ready', request: 1 });
      assert.equal(sent.length, 2);
    }
    refusals = kind === 'loadTexts' ? 1 : 0;
    await breakLedgers(ledgers);
    return { session, sent };
  }

  function openLedgers(): Ledgers {
    const ledgers = new Ledgers(createLog());
    opened.push(ledgers);
    return ledgers;
  }

  function requestOf(kind: PageRequestKind): PageMessage {
    const [id, other] = ids;
    const messages: { readonly [K in PageRequestKind]: Omit<Extract<PageMessage, { kind: K }>, 'kind' | 'request'> } = {
      ready: {},
      loadRows: { revision: 99, from: 0 },
      loadTexts: { ids: [id] },
      loadTrend: { column: 'metric/roc_auc/test/' },
      addVersions: {},
      removeVersions: { ids: [id] },
      pickBaseline: {},
      openCard: { id },
      openSource: { id, column: 'param/none' },
      loadDifference: { from: id, to: NOBODY },
      openDifference: { from: id, to: other, target: { kind: 'code' } },
      loadTrust: { ids: [id] },
      openTrust: { id, mark: 'reviewed' },
      // The second version has curves, which are read from the disk.
      loadEvidence: { ids: [other] },
      loadPicture: { id, sha256: 'a'.repeat(64) },
      saveFile: { name: 'chart', format: 'svg', content: '<svg/>' },
      saveReport: { ids, baseline: null },
      copyLink: {},
      starVersion: { id, isStarred: true },
      copyText: { text: 'a' },
      saveView: { view: VIEW },
    };
    // Each entry has the fields of its own kind, which the compiler cannot follow through the index.
    return { kind, request: 2, ...messages[kind] } as PageMessage;
  }
});

/** Whoever asks for ledgers is refused, and those that are open cannot be read any more. */
async function breakLedgers(ledgers: Ledgers): Promise<void> {
  const broken = (): Promise<never> => Promise.reject(new Error('EIO: i/o error, read'));
  for (const { ledger } of await ledgers.all()) {
    ledger.model = broken;
    ledger.readObject = broken;
  }
  ledgers.all = () =>
    Promise.reject(new LedgerError('source-unreadable', 'The ledger of this folder could not be read.'));
}

function brokenActions(sentence: string): CompareActions {
  const fail = (): Promise<never> => Promise.reject(new LedgerError('file-unwritable', sentence));
  return {
    chooseVersions: fail,
    chooseBaseline: fail,
    openCard: fail,
    openSource: fail,
    openDifference: fail,
    openTrust: fail,
    saveFile: fail,
    copyLink: fail,
    copyText: fail,
  };
}

function brokenMemory(): vscode.Memento {
  return {
    keys: () => [],
    get: <T>(_: string, fallback?: T) => fallback as T,
    update: () => Promise.reject(new Error('The memory of the window is closed')),
  };
}

const VIEW: ComparePageView = {
  schema: 2,
  baseline: { kind: 'first' },
  changes: 'absolute',
  orientation: 'auto',
  onlyDifferences: true,
  onlyStarred: false,
  filter: '',
  search: '',
  collapsed: [],
  sort: [],
  columns: { hidden: [], order: [], pinned: [], widths: {} },
  groupBy: null,
  closedGroups: [],
  trend: { isOpen: false, column: null },
};
