import { countParameters, StructureUnreadable, type ArtifactStructure, type ByteSource, type Layer } from './structure';
import { readZipEntry } from './zipEntry';

type Json = Readonly<Record<string, unknown>>;

const LARGEST_CONFIG = 50_000_000;

/** `config.json` inside a `.keras` file: the layers as Keras would build them. The weights are not read. */
export async function readKeras(source: ByteSource): Promise<ArtifactStructure> {
  const bytes = await readZipEntry(source, 'config.json', LARGEST_CONFIG);
  if (bytes === null) {
    throw new StructureUnreadable('has no config.json inside, so it is no Keras model');
  }
  return kerasStructure(bytes, 'keras');
}

/** What Keras writes about a model, as JSON. */
export function kerasStructure(config: Uint8Array, format: string): ArtifactStructure {
  const model = asObject(parse(new TextDecoder().decode(config)));
  const layers = layersOf(model);
  const name = text(asObject(model['config'])['name']);
  const kind = text(model['class_name']);
  const optimizer = text(asObject(asObject(model['compile_config'])['optimizer'])['class_name']);
  return {
    format,
    facts: [
      ...(kind === null ? [] : [{ name: 'class', value: kind }]),
      ...(name === null ? [] : [{ name: 'name', value: name }]),
      ...(optimizer === null ? [] : [{ name: 'optimizer', value: optimizer }]),
    ],
    layers,
    parameters: countParameters(layers),
  };
}

/** Those of nested models too, named by the way to them. */
function layersOf(model: Json, prefix = ''): readonly Layer[] {
  // Keras 1 has the list itself in the place of the configuration.
  const list = asObject(model['config'])['layers'] ?? model['config'];
  const entries = Array.isArray(list) ? list.map(asObject) : [];
  const isChain = text(model['class_name']) === 'Sequential';
  let passed: Shape = [];
  return entries.flatMap((entry) => {
    const config = asObject(entry['config']);
    const name = prefix + (text(config['name']) ?? text(entry['name']) ?? '?');
    if (Array.isArray(config['layers'])) {
      passed = [];
      return layersOf(entry, `${name}/`);
    }
    const built = inputShape(entry, config);
    // Before Keras 3 a file says only what goes into the first layer; in a chain the others follow from it.
    const input = built.length > 0 || !isChain ? built : passed;
    const layer = readLayer(entry, config, name, input);
    passed = outputShape(layer, input);
    return [layer];
  });
}

type Shape = readonly (number | null)[];

/** What comes out of a layer, where that can be told without knowing more about it; else empty. */
function outputShape({ kind, shape }: Layer, input: Shape): Shape {
  if (kind === 'InputLayer') {
    return shape;
  }
  if (kind === 'Dense') {
    return input.length === 0 ? shape : [...input.slice(0, -1), shape.at(-1) ?? null];
  }
  return KEEPS_SHAPE.test(kind ?? '') ? input : [];
}

const KEEPS_SHAPE =
  /^(?:\w*Dropout\w*|Activation|ReLU|LeakyReLU|ELU|Softmax|Masking|Rescaling|BatchNormalization|LayerNormalization|Gaussian\w+)$/;

function readLayer(entry: Json, config: Json, name: string, input: Shape): Layer {
  const kind = text(entry['class_name']) ?? '?';
  return {
    name,
    kind,
    shape: shapeOf(kind, config, input),
    type: text(asObject(asObject(config['dtype'])['config'])['name']) ?? text(config['dtype']),
    parameters: parametersOf(kind, config, input),
  };
}

function inputShape(entry: Json, config: Json): Shape {
  return dimensions(asObject(entry['build_config'])['input_shape'] ?? config['batch_input_shape']);
}

/** What a person would name of the layer: its units or filters; else the shape that goes in. */
function shapeOf(kind: string, config: Json, input: readonly (number | null)[]): readonly (number | null)[] {
  if (kind === 'InputLayer') {
    return dimensions(config['batch_shape'] ?? config['batch_input_shape']);
  }
  const units = whole(config['units']) ?? whole(config['filters']) ?? whole(config['output_dim']);
  return units === null ? input : [...input.slice(0, 1), units];
}

const WITHOUT_WEIGHTS =
  /^(?:InputLayer|Dropout|SpatialDropout\dD|Flatten|Reshape|Permute|RepeatVector|Activation|ReLU|LeakyReLU|ELU|Softmax|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot|Lambda|Masking|Rescaling|Resizing|CenterCrop|Random\w+|GaussianNoise|GaussianDropout|ZeroPadding\dD|Cropping\dD|UpSampling\dD|(?:Global)?(?:Max|Average)Pooling\dD|ActivityRegularization)$/;

/** By the formulas of Keras's own layers; null for any other. */
function parametersOf(kind: string, config: Json, input: readonly (number | null)[]): number | null {
  if (WITHOUT_WEIGHTS.test(kind)) {
    return 0;
  }
  const channels = input.at(-1) ?? null;
  const units = whole(config['units']);
  const bias = config['use_bias'] === false ? 0 : 1;
  if (kind === 'Embedding') {
    return times(whole(config['input_dim']), whole(config['output_dim']));
  }
  if (kind === 'Dense') {
    return channels === null || units === null ? null : (channels + bias) * units;
  }
  if (/^Conv\dD$/.test(kind)) {
    return convolution(config, channels, bias);
  }
  if (kind === 'BatchNormalization') {
    return channels === null ? null : channels * (2 + flag(config['scale']) + flag(config['center']));
  }
  if (kind === 'LayerNormalization') {
    return channels === null ? null : channels * (flag(config['scale']) + flag(config['center']));
  }
  const gates = { SimpleRNN: 1, LSTM: 4, GRU: 3 }[kind];
  if (gates === undefined || channels === null || units === null) {
    return null;
  }
  const biases = kind === 'GRU' && config['reset_after'] !== false ? 2 : 1;
  return gates * units * (channels + units + bias * biases);
}

function convolution(config: Json, channels: number | null, bias: number): number | null {
  const filters = whole(config['filters']);
  const kernel = dimensions(config['kernel_size']);
  const isLast = config['data_format'] !== 'channels_first';
  if (filters === null || channels === null || !isLast || kernel.length === 0 || kernel.includes(null)) {
    return null;
  }
  const window = kernel.reduce<number>((area, side) => area * (side ?? 1), 1);
  return filters * ((window * channels) / (whole(config['groups']) ?? 1) + bias);
}

function times(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}

function flag(value: unknown): number {
  return value === false ? 0 : 1;
}

function dimensions(value: unknown): readonly (number | null)[] {
  return Array.isArray(value) ? value.map(whole) : [];
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new StructureUnreadable('has a config.json that is not JSON', { cause: error });
  }
}
