import * as vscode from 'vscode';
import { PANEL_COMPARE } from './commandIds';
import { commandHandlers } from './commands';
import { CommitSupport } from './commit/commitSupport';
import { BranchStatus } from './compare/branchStatus';
import { CompareLinks } from './compare/compareLinks';
import { CompareService } from './compare/compareService';
import { DocumentationDrafts } from './documents/documentationDrafts';
import { LedgerDocuments } from './documents/ledgerDocuments';
import { LanguageSupport } from './languageSupport';
import { LedgerCommands } from './ledgerCommands';
import { Ledgers } from './ledgers';
import { createLog } from './log';
import { CellStatus } from './register/cellStatus';
import { DraftLenses } from './register/draftLenses';
import { Drafts } from './register/drafts';
import { EditedCells } from './register/editedCells';
import { Inspections } from './register/inspections';
import { NotebookDiagnostics } from './register/notebookDiagnostics';
import { OpenSources } from './register/openSources';
import { RegisterFlow } from './register/registerFlow';
import { Registrations } from './register/registrations';
import { SourceReader } from './register/sourceReader';
import { registerCommands } from './runCommand';
import { Settings } from './settings';
import { Candidates } from './tree/candidates';
import { ModelsTree } from './tree/modelsTree';
import { ModelsView } from './tree/modelsView';
import { VersionChooser } from './versionTarget';
import { VersionCommands } from './versionCommands';

/** What other extensions, and the tests, may use. */
export interface ModelLedgerApi {
  readonly tree: ModelsTree;
  readonly languages: LanguageSupport;
}

/** Nothing here reads a file: ledgers are opened when a view or a command first asks. */
export function activate(context: vscode.ExtensionContext): ModelLedgerApi {
  const log = createLog();
  const settings = new Settings();
  const ledgers = new Ledgers(log);
  const candidates = new Candidates(ledgers, settings, log);
  const tree = new ModelsTree(ledgers, candidates);
  const view = new ModelsView(tree);
  const registrations = new Registrations(ledgers, (open, id) => view.reveal(open, id), log);
  const edited = new EditedCells();
  const inspections = new Inspections(edited);
  const sources = new SourceReader(edited);
  const drafts = new Drafts(ledgers, sources, registrations);
  const flow = new RegisterFlow(ledgers, settings, sources, drafts, registrations);
  const chooser = new VersionChooser(ledgers, () => view.selection());
  const compare = new CompareService(context, ledgers, chooser);
  const versions = new VersionCommands(ledgers, chooser, compare);
  const documentation = new DocumentationDrafts(ledgers, chooser);
  const ledger = new LedgerCommands(ledgers, log);
  const openSources = new OpenSources();
  const languages = new LanguageSupport(context, ledgers, openSources, log);
  const commits = new CommitSupport({ ledgers, settings, languages, memory: context.workspaceState, log });
  const branch = new BranchStatus(ledgers, commits, log);
  const parts = { ledgers, log, flow, drafts, documentation, versions, ledger, commits, tree, view };
  context.subscriptions.push(log, settings, ledgers, candidates, tree, view, compare, languages, commits, branch);
  context.subscriptions.push(
    new LedgerDocuments(ledgers),
    edited,
    openSources,
    new CellStatus(inspections, settings),
    new NotebookDiagnostics(inspections, edited, settings),
    new DraftLenses(),
    vscode.window.registerWebviewPanelSerializer(PANEL_COMPARE, compare),
    vscode.window.registerUriHandler(new CompareLinks(ledgers, compare, log)),
    registerCommands(commandHandlers(parts), log),
  );
  return { tree, languages };
}
