import { StructureUnreadable, type ByteSource } from './structure';

const BLOCK = 1 << 18;

/** Reads numbers and texts one after the other; what is skipped is not read. */
export class ByteCursor {
  private block: Uint8Array = new Uint8Array(0);
  private blockStart = 0;

  constructor(
    private readonly source: ByteSource,
    public position = 0,
  ) {}

  get size(): number {
    return this.source.size;
  }

  skip(bytes: number): void {
    this.position += bytes;
  }

  async u8(): Promise<number> {
    return (await this.bytes(1))[0] ?? 0;
  }

  async u16(): Promise<number> {
    return view(await this.bytes(2)).getUint16(0, true);
  }

  async u32(): Promise<number> {
    return view(await this.bytes(4)).getUint32(0, true);
  }

  /** As a number: a length beyond 2⁵³ is no length. */
  async u64(): Promise<number> {
    const value = view(await this.bytes(8)).getBigUint64(0, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new StructureUnreadable('has a length that no file can have');
    }
    return Number(value);
  }

  async varint(): Promise<number> {
    let value = 0;
    let scale = 1;
    for (let length = 0; length < 10; length += 1) {
      const byte = await this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return value;
      }
      scale *= 128;
    }
    throw new StructureUnreadable('holds a number that does not end');
  }

  async text(length: number): Promise<string> {
    return new TextDecoder().decode(await this.bytes(length));
  }

  async bytes(length: number): Promise<Uint8Array> {
    const start = this.position - this.blockStart;
    if (start < 0 || start + length > this.block.length) {
      if (length < 0 || this.position + length > this.source.size) {
        throw new StructureUnreadable('ends in the middle of its description');
      }
      this.block = await this.source.read(this.position, Math.max(length, BLOCK));
      this.blockStart = this.position;
      if (this.block.length < length) {
        throw new StructureUnreadable('ends in the middle of its description');
      }
    }
    const from = this.position - this.blockStart;
    this.position += length;
    return this.block.subarray(from, from + length);
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
