import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { VersionDifference } from '../../../src/core/difference/versionDifference';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import type { Version } from '../../../src/core/model';
import { writeCompareLink } from '../../../src/core/compareLink';
import type { CompareActions, SavedFile } from '../../../src/extension/compare/compareActions';
import { CompareSession } from '../../../src/extension/compare/compareSession';
import { Ledgers } from '../../../src/extension/ledgers';
import { createLog } from '../../../src/extension/log';
import type {
  ComparePageView,
  ComparedVersions,
  EvidenceList,
  HostMessage,
  PageMessage,
  PictureData,
  TrustLines,
} from '../../../src/protocol/comparePage';
import { activateExtension, eventually, findRow, workspaceFolder } from '../support/extensionApi';

describe('the host’s side of the comparison page', () => {
  const ledgers = new Ledgers(createLog());
  let versions: readonly Version[];

  before(async () => {
    versions = (await Ledger.open(workspaceFolder()).model('churn')).versions;
  });

  after(() => {
    ledgers.dispose();
  });

  it('answers "ready" with a whole state and then the reply', async () => {
    const page = open({ kind: 'versions', ids: versions.map(({ id }) => id) });

    await page.session.receive({ kind: 'ready', request: 1 });

    const [state, reply] = page.sent;
    assert.equal(state?.kind === 'state' ? state.state.status : '', 'ready');
    assert.deepEqual(reply, { kind: 'reply', request: 1, ok: true, result: null });
    const ready = readyState(page.sent);
    assert.deepEqual(
      ready.first.heads.map(({ version }) => version),
      [1, 2],
    );
    assert.ok(ready.table.columns.some((column) => column.group === 'metric' && column.headline));
    assert.equal(page.session.title, 'Compare churn v1, v2');
  });

  it('names versions that the ledger no longer knows', async () => {
    const page = open({ kind: 'versions', ids: [versions[0]?.id ?? '', '01ARZ3NDEKTSV4RRFFQ69G5FAV'] });

    await page.session.receive({ kind: 'ready', request: 1 });

    assert.deepEqual(readyState(page.sent).missing, ['01ARZ3NDEKTSV4RRFFQ69G5FAV']);
  });

  it('gives the whole texts and the trend of a metric over all versions', async () => {
    const page = open({ kind: 'versions', ids: [versions[1]?.id ?? ''] });
    await page.session.receive({ kind: 'ready', request: 1 });
    const { columns } = readyState(page.sent).table;
    const column = columns.find((candidate) => candidate.group === 'metric' && candidate.headline)?.id ?? '';

    await page.session.receive({ kind: 'loadTexts', request: 2, ids: [versions[1]?.id ?? ''] });
    await page.session.receive({ kind: 'loadTrend', request: 3, column });

    const texts = result(page.sent, 2) as { texts: readonly { documentation: { rationale: string } }[] };
    const trend = result(page.sent, 3) as { lines: readonly { points: readonly { value: number | null }[] }[] };
    assert.equal(texts.texts[0]?.documentation.rationale, versions[1]?.documentation.rationale);
    const points = trend.lines[0]?.points ?? [];
    assert.equal(points.filter(({ value }) => value !== null).length, 2);
  });

  it('adds and takes out versions as the person chooses', async () => {
    const page = open({ kind: 'versions', ids: [versions[0]?.id ?? ''] }, { chosen: versions.map(({ id }) => id) });
    await page.session.receive({ kind: 'ready', request: 1 });

    await page.session.receive({ kind: 'addVersions', request: 2 });
    await page.session.receive({ kind: 'ready', request: 3 });
    const added = readyState(page.sent).table.rows;
    await page.session.receive({ kind: 'removeVersions', request: 4, ids: [versions[0]?.id ?? ''] });
    await page.session.receive({ kind: 'ready', request: 5 });

    assert.equal(added, 2);
    assert.deepEqual(
      readyState(page.sent).first.heads.map(({ version }) => version),
      [2],
    );
  });

  it('opens the place that a value came from, and says so when nothing knows it', async () => {
    const page = open({ kind: 'versions', ids: versions.map(({ id }) => id) });
    await page.session.receive({ kind: 'ready', request: 1 });
    const column = readyState(page.sent).table.columns.find(({ group }) => group === 'metric')?.id ?? '';

    await page.session.receive({ kind: 'openSource', request: 2, id: versions[0]?.id ?? '', column });
    await page.session.receive({ kind: 'openSource', request: 3, id: versions[0]?.id ?? '', column: 'param/none' });

    assert.deepEqual(page.opened, ['notebooks/01-baseline-logistic-regression.ipynb']);
    const failure = page.sent.find((message) => message.kind === 'reply' && message.request === 3);
    assert.equal(failure?.kind === 'reply' && !failure.ok ? failure.error.code : '', 'source-missing');
  });

  it('tells what changed between two versions and opens it', async () => {
    const [first, second] = versions.map(({ id }) => id);
    assert.ok(first !== undefined && second !== undefined);
    const page = open({ kind: 'versions', ids: [first, second] });
    await page.session.receive({ kind: 'ready', request: 1 });

    await page.session.receive({ kind: 'loadDifference', request: 2, from: first, to: second });
    await page.session.receive({
      kind: 'openDifference',
      request: 3,
      from: first,
      to: second,
      target: { kind: 'code' },
    });

    const difference = result(page.sent, 2) as VersionDifference;
    assert.match(difference.headline, /^From v1 to v2, roc_auc \(test\) went from .* better by/);
    const code = difference.sections.find(({ group }) => group === 'code');
    assert.deepEqual(
      code?.items.map(({ name }) => name),
      ['models/churn_xgb.json', 'notebooks/02-xgboost.ipynb'],
    );
    assert.deepEqual(page.opened, ['code']);
  });

  it('gives the trust line, what was kept of a version, and its pictures only', async () => {
    const ids = versions.map(({ id }) => id);
    const page = open({ kind: 'versions', ids });
    await page.session.receive({ kind: 'ready', request: 1 });

    await page.session.receive({ kind: 'loadTrust', request: 2, ids });
    await page.session.receive({ kind: 'loadEvidence', request: 3, ids });
    await page.session.receive({ kind: 'openTrust', request: 4, id: ids[0] ?? '', mark: 'reviewed' });

    const { lines } = result(page.sent, 2) as TrustLines;
    assert.deepEqual(
      lines[0]?.marks.map(({ kind, state }) => `${kind} ${state}`),
      ['documented good', 'data good', 'code good', 'artifact partly', 'reviewed open', 'reproduced open'],
    );
    const { evidence } = result(page.sent, 3) as EvidenceList;
    assert.deepEqual(
      evidence
        .at(1)
        ?.reports.at(0)
        ?.classes.map(({ name }) => name),
      ['stays', 'churns'],
    );
    assert.notDeepEqual(evidence.at(1)?.curves, []);
    const [picture] = evidence[0]?.pictures ?? [];
    assert.ok(picture);
    await page.session.receive({ kind: 'loadPicture', request: 5, id: ids[0] ?? '', sha256: picture.sha256 });
    await page.session.receive({ kind: 'loadPicture', request: 6, id: ids[0] ?? '', sha256: 'a'.repeat(64) });
    assert.equal((result(page.sent, 5) as PictureData).mime, 'image/png');
    const refused = page.sent.find((message) => message.kind === 'reply' && message.request === 6);
    assert.equal(refused?.kind === 'reply' && !refused.ok ? refused.error.code : '', 'object-missing');
    assert.deepEqual(page.opened, ['reviewed']);
  });

  it('saves what the page made, and a report of the versions', async () => {
    const ids = versions.map(({ id }) => id);
    const page = open({ kind: 'versions', ids });
    await page.session.receive({ kind: 'ready', request: 1 });

    await page.session.receive({ kind: 'saveFile', request: 2, name: 'chart', format: 'png', content: 'AAEC' });
    await page.session.receive({ kind: 'saveReport', request: 3, ids, baseline: ids[0] ?? null });
    await page.session.receive({ kind: 'copyLink', request: 4 });

    assert.deepEqual([...(page.saved.at(0)?.bytes ?? [])], [0, 1, 2]);
    assert.match(Buffer.from(page.saved.at(1)?.bytes ?? []).toString(), /<h1>Versions of churn<\/h1>/);
    assert.deepEqual(page.opened, ['versions=churn%40v1,churn%40v2']);
  });

  it('answers a request that fails, and drops what is no request', async () => {
    const page = open({ kind: 'versions', ids: [] });
    const stale: PageMessage = { kind: 'loadRows', request: 7, revision: 99, from: 0 };

    await page.session.receive(stale);
    await page.session.receive({ kind: 'runProgram', request: 8 });
    await page.session.receive('nonsense');

    assert.equal(page.sent.length, 1);
    const [reply] = page.sent;
    assert.equal(reply?.kind === 'reply' && !reply.ok ? reply.error.code : '', 'comparison-outdated');
  });

  it('remembers how the person looks at a model', async () => {
    const page = open({ kind: 'models', models: ['churn'] });
    await page.session.receive({ kind: 'ready', request: 1 });
    const view: ComparePageView = {
      schema: 2,
      baseline: { kind: 'previous' },
      changes: 'both',
      orientation: 'auto',
      onlyDifferences: true,
      onlyStarred: false,
      filter: 'auc > 0.5',
      search: '',
      collapsed: [],
      sort: [],
      columns: { hidden: [], order: [], pinned: [], widths: {} },
      groupBy: null,
      closedGroups: [],
      trend: { isOpen: true, column: null },
    };

    await page.session.receive({ kind: 'saveView', request: 2, view });
    await page.session.receive({ kind: 'ready', request: 3 });

    assert.deepEqual(readyState(page.sent).view, view);
  });

  it('opens as an editor from the tree', async () => {
    const api = await activateExtension();
    const version = await findRow(api, 'churn@v2', await findRow(api, 'churn'));

    await vscode.commands.executeCommand('modelLedger.compareWithPrevious', version);

    const tab = await eventually(
      () => vscode.window.tabGroups.activeTabGroup.activeTab,
      (active) => active?.label === 'Compare churn v1, v2',
    );
    assert.ok(tab?.input instanceof vscode.TabInputWebview);
  });

  function open(compared: ComparedVersions, answers: { readonly chosen?: readonly string[] } = {}) {
    const sent: HostMessage[] = [];
    const opened: string[] = [];
    const saved: SavedFile[] = [];
    const actions: CompareActions = {
      chooseVersions: () => Promise.resolve(answers.chosen ?? null),
      chooseBaseline: (shown) => Promise.resolve(shown[0]?.version.id ?? null),
      openCard: () => Promise.resolve(),
      openDifference: (_from, _to, { kind }) => {
        opened.push(kind);
        return Promise.resolve();
      },
      openTrust: (_, mark) => {
        opened.push(mark);
        return Promise.resolve();
      },
      saveFile: (file) => {
        saved.push(file);
        return Promise.resolve();
      },
      copyLink: (link) => {
        opened.push(writeCompareLink(link));
        return Promise.resolve();
      },
      copyText: () => Promise.resolve(),
      openSource: (_, place) => {
        opened.push(place.path);
        return Promise.resolve();
      },
    };
    const session = new CompareSession(compared, ledgers, memento(), actions, (message) => sent.push(message));
    return { session, sent, opened, saved };
  }
});

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.has(key) ? (values.get(key) as T) : fallback) as T,
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

function readyState(sent: readonly HostMessage[]) {
  const last = sent.findLast((message) => message.kind === 'state');
  assert.ok(last?.kind === 'state' && last.state.status === 'ready');
  return last.state;
}

function result(sent: readonly HostMessage[], request: number): unknown {
  const reply = sent.find((message) => message.kind === 'reply' && message.request === request);
  assert.ok(reply?.kind === 'reply' && reply.ok);
  return reply.result;
}
