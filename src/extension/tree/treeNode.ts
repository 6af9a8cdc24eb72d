import type { LedgerFault } from '../../core/io/ledger/eventFiles';
import type { Candidate } from '../../core/io/capture/candidates';
import type { FactSource } from '../../core/model';
import type { ModelSummary, VersionSummary } from '../../core/ledger/versionSummary';
import type { OpenLedger } from '../openLedger';

/** What one row of the Models view stands for. `open` is the ledger that it belongs to. */
export type TreeNode =
  | FolderNode
  | ProblemsNode
  | FaultNode
  | ModelNode
  | MoreNode
  | VersionNode
  | GroupNode
  | FactNode
  | CandidatesNode
  | CandidateNode;

interface OfLedger {
  readonly open: OpenLedger;
}

/** One ledger, where the window has several. */
export interface FolderNode extends OfLedger {
  readonly kind: 'folder';
  /** Neither versions nor candidates; false also where nobody asked yet. */
  readonly isEmpty: boolean;
}

export interface ProblemsNode extends OfLedger {
  readonly kind: 'problems';
  readonly faults: readonly LedgerFault[];
}

export interface FaultNode extends OfLedger {
  readonly kind: 'fault';
  readonly parent: ProblemsNode;
  readonly fault: LedgerFault;
}

export interface ModelNode extends OfLedger {
  readonly kind: 'model';
  readonly summary: ModelSummary;
  /** The versions that pass the filter, newest first. While the ledger is being read, the newest of them. */
  readonly versions: readonly VersionSummary[];
  /** How many pass the filter. */
  readonly total: number;
  /** The ledger has no other model: its versions are shown at once. */
  readonly isOnly: boolean;
}

export interface MoreNode extends OfLedger {
  readonly kind: 'more';
  readonly parent: ModelNode;
  /** How many versions are not shown yet. */
  readonly rest: number;
}

export interface VersionNode extends OfLedger {
  readonly kind: 'version';
  readonly parent: ModelNode;
  readonly version: VersionSummary;
  /** The next older version, which the changes are counted against. */
  readonly previous: VersionSummary | null;
  /** Paths of artifacts of which neither the file nor a kept copy is on this machine. */
  readonly missing: readonly string[];
}

export type GroupKind = 'metrics' | 'params' | 'artifacts' | 'data' | 'code' | 'documentation' | 'evidence';

export interface GroupNode extends OfLedger {
  readonly kind: 'group';
  readonly parent: VersionNode;
  readonly group: GroupKind;
  readonly facts: readonly Fact[];
}

export interface FactNode extends OfLedger {
  readonly kind: 'fact';
  readonly parent: GroupNode;
  readonly fact: Fact;
  readonly position: number;
}

/** One row under a group, ready to be shown. */
export interface Fact {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says; label and description where absent. */
  readonly spoken?: string | undefined;
  readonly icon: string;
  /** What "Copy Value" copies. */
  readonly value: string;
  readonly tooltip?: string | undefined;
  readonly opens: FactTarget | null;
}

export type FactTarget =
  /** A place in a document of the workspace. */
  | { readonly kind: 'place'; readonly source: FactSource & { readonly path: string } }
  | { readonly kind: 'file'; readonly path: string; readonly artifact: boolean }
  | { readonly kind: 'object'; readonly sha256: string; readonly name: string; readonly mime: string }
  | { readonly kind: 'card' };

export interface CandidatesNode extends OfLedger {
  readonly kind: 'candidates';
  readonly candidates: readonly Candidate[];
}

export interface CandidateNode extends OfLedger {
  readonly kind: 'candidate';
  readonly parent: CandidatesNode;
  readonly candidate: Candidate;
}

const KINDS: ReadonlySet<unknown> = new Set<TreeNode['kind']>([
  'folder',
  'problems',
  'fault',
  'model',
  'more',
  'version',
  'group',
  'fact',
  'candidates',
  'candidate',
]);

/** Commands take what VS Code hands them; only the view hands over nodes. */
export function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'open' in value && KINDS.has(value.kind);
}

/** Stable across refreshes: VS Code keeps expansion and selection by it. */
export function nodeId(node: TreeNode): string {
  const root = node.open.root;
  switch (node.kind) {
    case 'folder':
    case 'problems':
    case 'candidates':
      return `${root}|${node.kind}`;
    case 'fault':
      return `${root}|fault|${node.fault.path}|${node.fault.code}`;
    case 'model':
      return `${root}|model|${node.summary.model}`;
    case 'more':
      return `${nodeId(node.parent)}|more`;
    case 'version':
      return `${root}|version|${node.version.id}`;
    case 'group':
      return `${nodeId(node.parent)}|${node.group}`;
    case 'fact':
      return `${nodeId(node.parent)}|${node.position}`;
    case 'candidate':
      return `${root}|candidate|${node.candidate.path}`;
  }
}
