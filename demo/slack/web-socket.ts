/** The server's end of a WebSocket (RFC 6455), as far as Socket Mode needs one: text, ping, pong and close. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface WebSocketListener {
  onText(text: string): void;
  /** Once, however the connection ended. */
  onClose(): void;
}

export interface ServerSocket {
  send(text: string): void;
  ping(): void;
  /** Says goodbye and ends. */
  close(): void;
  /** Ends without a word, as a broken line does. */
  cut(): void;
}

const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;
const NORMAL_CLOSURE = Buffer.from([0x03, 0xe8]);

/** Answers the handshake of a client. Frames that came with it must be handed in as `head`. */
export function acceptWebSocket(
  { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
  listener: WebSocketListener,
): ServerSocket {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const send = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload));
  };
  const read = createReader((opcode, payload) => {
    if (opcode === OPCODE.text) listener.onText(payload.toString('utf8'));
    else if (opcode === OPCODE.ping) send(OPCODE.pong, payload);
    else if (opcode === OPCODE.close) {
      send(OPCODE.close, payload.subarray(0, 2));
      socket.end();
    }
  });
  socket.on('data', read);
  // A broken line is an end like any other.
  socket.on('error', () => socket.destroy());
  socket.once('close', () => listener.onClose());
  if (head.length > 0) read(head);
  return {
    send: (text) => send(OPCODE.text, Buffer.from(text)),
    ping: () => send(OPCODE.ping, Buffer.from('Ping from Slack')),
    close: () => send(OPCODE.close, NORMAL_CLOSURE),
    cut: () => void socket.destroy(),
  };
}

/** A server's frames are whole and not masked. */
function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const wide = length > 0xffff ? 10 : 4;
  const header = Buffer.alloc(length < 126 ? 2 : wide);
  header[0] = 0x80 | opcode;
  if (length < 126) header[1] = length;
  else if (length <= 0xffff) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

interface Frame {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly payload: Buffer;
  readonly size: number;
}

/** Takes bytes as they come, and gives whole messages; a control frame may come amid the parts of a text. */
function createReader(onMessage: (opcode: number, payload: Buffer) => void): (bytes: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    for (let frame = decodeFrame(waiting); frame !== null; frame = decodeFrame(waiting)) {
      waiting = waiting.subarray(frame.size);
      if (frame.opcode >= OPCODE.close) onMessage(frame.opcode, frame.payload);
      else {
        parts.push(frame.payload);
        if (!frame.isLast) continue;
        onMessage(OPCODE.text, Buffer.concat(parts));
        parts = [];
      }
    }
  };
}

/** The first frame, unmasked; null until all of it has come. */
function decodeFrame(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + lengthBytes;
  const isMasked = (second & 0x80) !== 0;
  const payloadAt = maskAt + (isMasked ? 4 : 0);
  if (bytes.length < payloadAt) return null;
  const length =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const size = payloadAt + length;
  if (bytes.length < size) return null;
  const payload = Buffer.from(bytes.subarray(payloadAt, size));
  if (isMasked) {
    const mask = bytes.subarray(maskAt, payloadAt);
    for (let at = 0; at < length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  }
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, size };
}
