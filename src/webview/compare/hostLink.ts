import type {
  ComparePageState,
  DeltaMessage,
  PageError,
  PageRequest,
  PageRequestKind,
  RequestResult,
  RequestResults,
} from '../../protocol/comparePage';
import { readHostMessage } from './hostMessage';
import type { VsCodeApi } from './vscodeApi';

type Fields<K extends PageRequestKind> = Omit<PageRequest<K>, 'kind' | 'request'>;

interface Waiting {
  resolve(result: RequestResult): void;
  reject(error: RequestFailure): void;
}

/** A request that the host answered with a failure: its sentence is for the user. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';

  constructor(readonly error: PageError) {
    super(error.message);
  }
}

/** The page's end of the line to the host. */
export class HostLink {
  private readonly waiting = new Map<number, Waiting>();
  private lastRequest = 0;

  constructor(
    private readonly api: VsCodeApi,
    private readonly onState: (state: ComparePageState) => void,
    private readonly onDelta: (message: DeltaMessage) => void,
  ) {}

  /** For `window`'s message event. */
  readonly receive = (event: { readonly data: unknown }): void => {
    const message = readHostMessage(event.data);
    if (message?.kind === 'state') {
      this.onState(message.state);
      return;
    }
    if (message?.kind === 'delta') {
      this.onDelta(message);
      return;
    }
    if (message?.kind === 'reply') {
      const waiting = this.waiting.get(message.request);
      this.waiting.delete(message.request);
      if (message.ok) {
        waiting?.resolve(message.result);
      } else {
        waiting?.reject(new RequestFailure(message.error));
      }
    }
  };

  /** Rejects with a `RequestFailure`. */
  request<K extends PageRequestKind>(kind: K, fields: Fields<K>): Promise<RequestResults[K]> {
    this.lastRequest += 1;
    const request = this.lastRequest;
    return new Promise((resolve, reject) => {
      // The host answers a request of kind K with a result of kind K; the readers of results check what they use.
      this.waiting.set(request, { resolve: (result) => resolve(result as RequestResults[K]), reject });
      this.api.postMessage({ kind, request, ...fields });
    });
  }
}
