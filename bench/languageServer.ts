import { fork } from 'node:child_process';
import path from 'node:path';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { projectRoot } from '../scripts/projectRoot';
import { ArtifactFiles } from '../src/server/artifactFiles';
import { fileUri } from '../src/server/documentAddress';
import { LedgerView } from '../src/server/ledgerView';
import { diagnoseReferences } from '../src/server/references/diagnoseReferences';
import { hoverReference } from '../src/server/references/hoverReference';
import { referencesIn } from '../src/server/references/referencesIn';
import type { Subject } from '../src/server/session';
import { atMost, type Figure, median } from './figure';
import { makeLedger } from './makeLedger';

const LINES = 5000;
const ROUNDS = 30;

/** What a person who types would feel: a long file that is full of references, and a ledger of 10,000 versions. */
export async function benchLanguageServer(folder: string): Promise<readonly Figure[]> {
  const root = path.join(folder, 'ledger');
  makeLedger(root, { models: 10, versionsPerModel: 1000, commits: 1 });
  const uri = fileUri(path.join(root, 'serve.py'));
  const text = pythonFile();
  return [...(await benchInside(root, uri, text)), await benchProcess(root, uri, text)];
}

async function benchInside(root: string, uri: string, text: string): Promise<readonly Figure[]> {
  const view = new LedgerView(root, { withoutGit: false });
  const document = TextDocument.create(uri, 'python', 1, text);
  const path = new URL(uri).pathname;
  const subject: Subject = { document, kind: 'code', path, view, snapshot: await view.snapshot() };
  const artifacts = new ArtifactFiles(() => undefined);
  let found = 0;
  const diagnostics = await timeRounds(async () => {
    const references = referencesIn(subject);
    found = diagnoseReferences(subject, references, await artifacts.bytesOf(references, subject.snapshot)).length;
  });
  let hovers = 0;
  const places = Array.from({ length: ROUNDS }, (_, round) => placeOfReference(text, round));
  const hover = await timeRounds((round) => {
    const position = places[round] ?? { line: 0, character: 0 };
    hovers += hoverReference(subject, position) === null ? 0 : 1;
  });
  return [
    atMost(`diagnostics of a file of ${LINES} lines`, 50, diagnostics, 'ms', `${found} found, 10,000 versions`),
    atMost(`hover in a file of ${LINES} lines`, 10, hover, 'ms', `${hovers} of ${ROUNDS} on a reference`),
  ];
}

/** As the editor has it: its request, the way to the server's process and back. */
async function benchProcess(root: string, uri: string, text: string): Promise<Figure> {
  const server = fork(path.join(projectRoot, 'dist', 'server.js'), ['--node-ipc'], { silent: true });
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  try {
    await openDocument(connection, root, { uri, languageId: 'python', version: 1, text });
    // The first answer reads the ledger.
    await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 0, character: 30 } });
    const places = Array.from({ length: ROUNDS }, (_, round) => placeOfReference(text, round));
    const hover = await timeRounds(async (round) => {
      const position = places[round] ?? { line: 0, character: 0 };
      await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    });
    return atMost(`hover, from the editor to the server's process and back`, 10, hover, 'ms');
  } finally {
    connection.dispose();
    server.kill();
  }
}

async function openDocument(
  connection: ProtocolConnection,
  root: string,
  textDocument: { uri: string; languageId: string; version: number; text: string },
): Promise<void> {
  // What the server registers is not our matter here.
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: fileUri(root), name: 'bench' }],
    initializationOptions: { isTrusted: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
}

/** Another reference of the file in each round. */
function placeOfReference(text: string, round: number): { line: number; character: number } {
  const lines = text.split('\n');
  const line = lines.findIndex((content, index) => index >= round * 150 && content.includes('models:/'));
  return { line, character: (lines[line]?.indexOf('models:/') ?? 0) + 10 };
}

async function timeRounds(act: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    await act(round);
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return median(times);
}

/** Code as people write it, with a reference of some kind in every fifth line. */
function pythonFile(): string {
  const lines = [
    (line: number) => `    model_${line} = mlflow.load_model("models:/model-0${line % 10}/${(line % 1100) + 1}")`,
    (line: number) => `    frame_${line} = pd.read_csv("data/train_${line}.csv").dropna().rename(columns={"a": "b"})`,
    (line: number) => `    # model-0${line % 10}@v${line % 1000}, asked by ada@example.com on ticket #${line}`,
    (line: number) => `    score_${line} = roc_auc_score(y_test, model_${line}.predict_proba(x_test)[:, 1])`,
    (line: number) => `    weights_${line} = joblib.load("models/model-0${line % 10}.pkl")`,
    () => '    @staticmethod',
    (line: number) => `    print(f"{score_${line}:.4f} after {epochs} epochs", file=sys.stderr)`,
  ];
  return Array.from({ length: LINES }, (_, line) => lines[line % lines.length]?.(line) ?? '').join('\n');
}
