/** What the server sent over one line, read from its raw bytes: the text messages of a WebSocket after its upgrade. */

export interface FrameReader {
  /** The text messages that these bytes complete. */
  read(bytes: Buffer): string[];
}

/** For a line from server to client: unmasked frames, no extensions. Lines that are not upgraded have no messages. */
export function createFrameReader(): FrameReader {
  let pending = Buffer.alloc(0);
  let upgraded = false;
  let fragments: Buffer[] = [];
  return {
    read: (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      if (!upgraded) {
        const end = pending.indexOf('\r\n\r\n');
        if (end < 0 || !pending.toString('latin1', 0, 12).endsWith('101')) return [];
        upgraded = true;
        pending = pending.subarray(end + 4);
      }
      const messages: string[] = [];
      for (let frame = frameOf(pending); frame !== null; frame = frameOf(pending)) {
        pending = pending.subarray(frame.length);
        if (frame.opcode > textOpcode) continue;
        fragments.push(frame.payload);
        if (!frame.last) continue;
        messages.push(Buffer.concat(fragments).toString());
        fragments = [];
      }
      return messages;
    },
  };
}

/** RFC 6455: 0 goes on with a message, 1 is text; above are binary, close, ping and pong. */
const textOpcode = 1;

interface Frame {
  readonly opcode: number;
  readonly last: boolean;
  readonly payload: Buffer;
  /** Of the whole frame, in bytes. */
  readonly length: number;
}

/** The first frame, or null while it is not complete. */
function frameOf(bytes: Buffer): Frame | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < header) return null;
  const size =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < header + size) return null;
  return {
    opcode: first & 0x0f,
    last: (first & 0x80) !== 0,
    payload: bytes.subarray(header, header + size),
    length: header + size,
  };
}
