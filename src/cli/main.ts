import { runCli } from './runCli';

void runCli(process.argv.slice(2)).then((exitCode) => {
  // Not process.exit: what is still on its way to a pipe must arrive.
  process.exitCode = exitCode;
});
