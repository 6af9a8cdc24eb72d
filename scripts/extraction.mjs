#!/usr/bin/env node
/**
 * How well notebooks are read: precision and recall over labelled printouts and labelled notebooks, in all and by the
 * printed form. `npm run extraction [-- --misses] [-- NAME…]`
 */
import { readFileSync, readdirSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const printouts = join(root, 'test/fixtures/printouts');
const notebooks = join(root, 'test/fixtures/notebooks');
const words = process.argv.slice(2);
const showMisses = words.includes('--misses');
const only = words.filter((word) => !word.startsWith('--'));

const synonyms = readSynonyms();
const { inspectNotebook, parseNotebook, toInspectionJson } = await loadReader();
const totals = new Map();

for (const item of [...readPrintouts(), ...readNotebooks()]) {
  if (only.length === 0 || only.some((word) => item.id.includes(word))) {
    score(item);
  }
}
printTotals();

async function loadReader() {
  const folder = mkdtempSync(join(tmpdir(), 'model-ledger-extraction-'));
  const outfile = join(folder, 'reader.mjs');
  try {
    await build({
      stdin: {
        contents:
          "export * from './src/core/notebook/inspectNotebook'; export * from './src/core/notebook/parseNotebook'; export * from './src/core/notebook/inspectionJson';",
        resolveDir: root,
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readSynonyms() {
  const groups = JSON.parse(readFileSync(join(printouts, 'metric_synonyms.json'), 'utf8'));
  return new Map(Object.entries(groups).map(([name, also]) => [name, new Set([name, ...also])]));
}

/** Outputs only, as published: the code is not there. */
function* readPrintouts() {
  for (const file of readdirSync(printouts).sort()) {
    if (!file.endsWith('.json') || file === 'metric_synonyms.json') {
      continue;
    }
    const labels = JSON.parse(readFileSync(join(printouts, file), 'utf8'));
    const cells = labels.cells.map(({ cell, outputs }) => ({
      index: cell,
      id: null,
      kind: 'code',
      source: '',
      executionCount: null,
      tags: [],
      outputs: mergeBundles(outputs),
      startedAt: null,
      finishedAt: null,
      success: null,
    }));
    const notebook = {
      cells,
      kernel: null,
      kernelDisplayName: null,
      language: 'python',
      languageVersion: null,
      metadata: {},
    };
    yield { id: file.replace('.json', ''), set: 'printouts', inspection: inspectNotebook(notebook), labels };
  }
}

/** The published form lists each type of a bundle as an output of its own; the reader sees bundles. */
function mergeBundles(outputs) {
  const merged = [];
  for (const { mime, text } of outputs) {
    const last = merged.at(-1);
    if (mime.startsWith('stream/')) {
      merged.push({ kind: 'stream', name: mime.slice(7) === 'stderr' ? 'stderr' : 'stdout', text });
    } else if (mime === 'text/plain' && last?.kind === 'data' && last.data['text/plain'] === undefined) {
      last.data[mime] = text;
    } else {
      merged.push({ kind: 'data', isResult: true, data: { [mime]: text } });
    }
  }
  return merged;
}

function* readNotebooks() {
  if (!existsSync(notebooks)) {
    return;
  }
  for (const file of readdirSync(notebooks, { recursive: true }).sort()) {
    const labelFile = join(notebooks, file.replace(/\.ipynb$/, '.labels.json'));
    if (!file.endsWith('.ipynb') || !existsSync(labelFile)) {
      continue;
    }
    const inspection = inspectNotebook(parseNotebook(readFileSync(join(notebooks, file), 'utf8')));
    const labels = JSON.parse(readFileSync(labelFile, 'utf8'));
    yield { id: file.replace('.ipynb', ''), set: 'notebooks', inspection, labels };
  }
}

function score({ id, set, inspection, labels }) {
  const found = distinct(toInspectionJson(inspection).metrics, labels);
  const misses = [];
  for (const label of labels.metrics) {
    const match = found.find((metric) => matches(metric, label));
    if (label.final !== false) {
      count(set, 'metrics', 'recall', match !== undefined);
      count(set, `form ${label.form}`, 'recall', match !== undefined);
      if (match === undefined) {
        misses.push(`missed  ${describe(label)}`);
      }
    }
    if (label.headline) {
      const isHeadline = found.some((metric) => metric.headline && matches(metric, label));
      count(set, 'headline', 'recall', isHeadline);
      if (!isHeadline && match !== undefined) {
        misses.push(`headline missed  ${describe(label)}`);
      }
    }
    if (match !== undefined && label.final !== false) {
      const isRight = found.some((metric) => matches(metric, label) && metric.split === label.split);
      count(set, label.splitOnlyInCode ? 'split in code' : 'split printed', 'recall', isRight);
      if (!isRight) {
        misses.push(`split ${match.split}  ${describe(label)}`);
      }
    }
  }
  for (const metric of found) {
    const isRight = labels.metrics.some((label) => matches(metric, label));
    count(set, 'metrics', 'precision', isRight);
    if (!isRight) {
      misses.push(`wrong   ${describe(metric)}`);
    }
    if (metric.headline) {
      const isHeadline = labels.metrics.some((label) => label.headline && matches(metric, label));
      count(set, 'headline', 'precision', isHeadline);
      if (!isHeadline) {
        misses.push(`headline wrong   ${describe(metric)}`);
      }
    }
  }
  if (labels.metrics.some((label) => label.headline)) {
    count(
      set,
      'a right headline',
      'recall',
      labels.metrics.some(
        (label) => label.headline && found.some((metric) => metric.headline && matches(metric, label)),
      ),
    );
  } else if (labels.metrics.length === 0) {
    count(set, 'false metrics per negative', 'sum', found.length);
  }
  scoreFacts(set, 'params', inspection.params, labels.params, misses);
  scoreFacts(set, 'datasets', inspection.datasets, labels.datasets, misses);
  scoreFacts(set, 'artifacts', inspection.artifacts, labels.artifacts, misses);
  if (showMisses && misses.length > 0) {
    console.log(`\n${set} ${id}\n  ${misses.join('\n  ')}`);
  }
}

function scoreFacts(set, kind, found, expected, misses) {
  if (expected === undefined) {
    return;
  }
  const sure = found.filter((fact) => fact.confidence !== 'low');
  for (const label of expected) {
    const isFound = sure.some((fact) => sameFact(fact, label));
    count(set, kind, 'recall', isFound);
    if (!isFound) {
      misses.push(`missed ${kind}  ${JSON.stringify(label)}`);
    }
  }
  for (const fact of sure) {
    const isRight = expected.some((label) => sameFact(fact, label));
    count(set, kind, 'precision', isRight);
    if (!isRight) {
      misses.push(
        `wrong ${kind}  ${JSON.stringify({ name: fact.name, value: fact.value, path: fact.path, cell: fact.source.cell })}`,
      );
    }
  }
}

function sameFact(fact, label) {
  if (label.path !== undefined || typeof label === 'string') {
    return (fact.spelled ?? fact.path) === (label.path ?? label) || fact.path === (label.path ?? label);
  }
  const value = fact.value;
  return (
    fact.name === label.name &&
    (value === label.value || String(value) === String(label.value) || Number(value) === label.value)
  );
}

/** One per name and rounded value; neutral cells are left out. */
function distinct(metrics, labels) {
  const neutral = new Set(labels.neutralCells ?? []);
  const seen = new Map();
  for (const metric of metrics) {
    const isLabelled = labels.metrics.some((label) => matches(metric, label));
    const key = `${metric.name} ${metric.value.toPrecision(10)} ${metric.split}`;
    if ((!neutral.has(metric.cell) || isLabelled) && (!seen.has(key) || metric.headline)) {
      seen.set(key, metric);
    }
  }
  return [...seen.values()];
}

function matches(metric, label) {
  return sameName(metric.name, label) && sameValue(metric.value, label.value);
}

function sameName(name, label) {
  const names = new Set([label.name, ...(label.aliases ?? [])]);
  return [...names].some(
    (wanted) => wanted === name || synonyms.get(wanted)?.has(name) || synonyms.get(name)?.has(wanted),
  );
}

function sameValue(a, b) {
  return [a, a * 100, a / 100].some((value) => {
    const digits = Math.min(decimals(a), decimals(b), 12);
    return Math.abs(value - b) <= 0.5000001 * 10 ** -digits;
  });
}

function decimals(value) {
  const [mantissa, exponent = '0'] = String(value).toLowerCase().split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}

function describe({ name, value, split, model, cell, form, confidence }) {
  return `cell ${cell}: ${name} ${value} ${split} ${model ?? ''} ${form ?? confidence ?? ''}`;
}

function count(set, what, kind, outcome) {
  for (const key of [`${set}|${what}`]) {
    const total = totals.get(key) ?? { recall: [0, 0], precision: [0, 0], sum: [0, 0] };
    totals.set(key, total);
    total[kind][0] += Number(outcome);
    total[kind][1] += 1;
  }
}

function printTotals() {
  const share = ([hit, all]) => (all === 0 ? '' : `${((100 * hit) / all).toFixed(1)} % (${hit}/${all})`);
  const rows = [...totals.keys()].sort().map((key) => {
    const { recall, precision, sum } = totals.get(key);
    const [set, what] = key.split('|');
    return [set, what, share(recall), sum[1] > 0 ? (sum[0] / sum[1]).toFixed(3) : share(precision)];
  });
  const table = [['set', 'what', 'recall or right', 'precision'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log(`\n${table.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n')}`);
}
