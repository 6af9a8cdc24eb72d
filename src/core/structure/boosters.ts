import { StructureUnreadable, type ArtifactStructure, type ByteSource, type StructureFact } from './structure';

type Json = Readonly<Record<string, unknown>>;

const LARGEST_JSON = 200_000_000;
const LIGHTGBM_HEADER = 4_000_000;

/** XGBoost's own JSON: how many trees over how many features, and for what. */
export async function readXgboostJson(source: ByteSource): Promise<ArtifactStructure> {
  if (source.size > LARGEST_JSON) {
    throw new StructureUnreadable('is too large a JSON file to be read');
  }
  const learner = child(parse(new TextDecoder().decode(await source.read(0, source.size))), 'learner');
  const booster = child(learner, 'gradient_booster');
  const model = child(booster, 'model');
  const trees = child(model, 'gbtree_model_param')['num_trees'];
  const listed = model['trees'];
  const nodes = Array.isArray(listed)
    ? listed.reduce<number>((sum, tree) => sum + (Number(child(tree, 'tree_param')['num_nodes']) || 0), 0)
    : 0;
  return withoutLayers('xgboost-json', [
    ['booster', booster['name']],
    ['objective', child(learner, 'objective')['name']],
    ['trees', trees],
    ['nodes', nodes === 0 ? undefined : nodes],
    ['features', child(learner, 'learner_model_param')['num_feature']],
    ['classes', child(learner, 'learner_model_param')['num_class']],
  ]);
}

/** The first lines of LightGBM's text format. */
export async function readLightgbm(source: ByteSource): Promise<ArtifactStructure> {
  const text = new TextDecoder().decode(await source.read(0, Math.min(source.size, LIGHTGBM_HEADER)));
  const header = text.split(/^Tree=0\r?$/m)[0] ?? '';
  const value = (name: string) => new RegExp(`^${name}=(.*?)\\r?$`, 'm').exec(header)?.[1];
  const sizes = value('tree_sizes')?.trim();
  return withoutLayers('lightgbm', [
    ['objective', value('objective')],
    ['trees', sizes === undefined || sizes === '' ? undefined : sizes.split(/\s+/).length],
    ['features', value('feature_names')?.split(' ').length],
    ['classes', value('num_class')],
  ]);
}

function withoutLayers(format: string, entries: readonly (readonly [string, unknown])[]): ArtifactStructure {
  const facts = entries.flatMap(([name, value]): readonly StructureFact[] =>
    typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : [],
  );
  if (facts.length === 0) {
    throw new StructureUnreadable('says nothing about its trees');
  }
  return { format, facts, layers: [], parameters: null };
}

function child(value: unknown, name: string): Json {
  const found = typeof value === 'object' && value !== null ? (value as Json)[name] : undefined;
  return typeof found === 'object' && found !== null ? (found as Json) : {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new StructureUnreadable('is not JSON', { cause: error });
  }
}
