/** Bytes that can be read anywhere: model files are far larger than what they say about themselves. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked for only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Raw deflate, as zip files use it; rejects when more than `most` bytes would come out. */
  inflate(bytes: Uint8Array, most: number): Promise<Uint8Array>;
}

/** One named block of weights, or a layer that holds some. */
export interface Layer {
  readonly name: string;
  /** `Dense`, `Conv2D`; null where the format only names tensors. */
  readonly kind: string | null;
  /** Null for a dimension that is not fixed. */
  readonly shape: readonly (number | null)[];
  /** `F32`, `float16`; null when nothing says it. */
  readonly type: string | null;
  /** Null when it cannot be told from the file. */
  readonly parameters: number | null;
}

export interface StructureFact {
  readonly name: string;
  readonly value: string;
}

/** What a model file says of its shape, without any of it being loaded. */
export interface ArtifactStructure {
  /** `safetensors`, `onnx`, `keras`, … */
  readonly format: string;
  /** Things said once: producer, opset, number of trees. */
  readonly facts: readonly StructureFact[];
  readonly layers: readonly Layer[];
  /** Of all layers; null when that of one is unknown. */
  readonly parameters: number | null;
}

/** A file that is not what it looks like, or says nothing that can be read. The message ends a sentence about the file. */
export class StructureUnreadable extends Error {
  override readonly name = 'StructureUnreadable';
}

export function countParameters(layers: readonly Layer[]): number | null {
  return layers.reduce<number | null>(
    (sum, { parameters }) => (sum === null || parameters === null ? null : sum + parameters),
    0,
  );
}

export function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}
