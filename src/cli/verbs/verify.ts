import { countOf } from '../formatFacts';
import type { Invocation, Outcome } from '../invocation';
import { plainLine } from '../plainText';
import type { Verb } from '../verb';

export const verifyVerb: Verb = (program, act) => {
  program
    .command('verify')
    .summary('prove that nothing in the ledger was altered or dropped')
    .description(
      'Recomputes the chain of events, looks for removed ones in the Git history and compares the kept artifacts and evidence with their digests. Exit code 1 where something does not match.',
    )
    .action(act(verify));
};

async function verify(invocation: Invocation): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const { ok, events, problems, unavailable } = await ledger.verify({
    signal: invocation.signal,
    onProgress: (done, total) => invocation.progress(`Verifying ${done} of ${total}`),
  });
  return {
    failed: !ok,
    json: () => ({ ok, events, problems, unavailable }),
    text: () => {
      const { paint } = invocation;
      const lines = problems.map(({ code, message }) => `${paint('red', code)}  ${plainLine(message)}`);
      const gaps = unavailable.map(({ message }) => `${paint('dim', 'not checked')}  ${plainLine(message)}`);
      const sum = ok
        ? `${paint('green', 'Sound')}: ${countOf(events, 'event')}, nothing altered, nothing missing.`
        : `${countOf(problems.length, 'problem')} in ${countOf(events, 'event')}.`;
      return [...lines, ...gaps, sum].join('\n');
    },
  };
}
