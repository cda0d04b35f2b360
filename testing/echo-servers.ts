/** For end-to-end tests of scripts that speak no HTTP: servers that send back what they get, over WebSocket and gRPC. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';

export interface EchoServer {
  /** `127.0.0.1:8080` */
  readonly host: string;
  /** Sessions (WebSocket) or calls (gRPC) so far. */
  readonly served: () => number;
  readonly close: () => void;
}

/** RFC 6455, 1.3: what a server adds to the client's key before it hashes it. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CLOSE = 8;
const PING = 9;
const PONG = 10;

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly length: number;
}

/** The first frame of what came; undefined while it is not whole. Clients mask what they send (RFC 6455, 5.3). */
function frameIn(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const begin = 2 + lengthBytes + 4;
  if (bytes.length < begin) return undefined;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < begin + size) return undefined;
  const mask = bytes.subarray(begin - 4, begin);
  const payload = bytes.subarray(begin, begin + size).map((byte, at) => byte ^ (mask[at % 4] as number));
  return { opcode: bytes.readUInt8(0) & 0x0f, payload: Buffer.from(payload), length: begin + size };
}

/** One whole frame of a server, which masks nothing; up to 64 KiB. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 2 : 4);
  head.writeUInt8(0x80 | opcode, 0);
  head.writeUInt8(isShort ? payload.length : 126, 1);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

function echoFrames(socket: Duplex): void {
  let bytes = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let frame = frameIn(bytes); frame; frame = frameIn(bytes)) {
      bytes = bytes.subarray(frame.length);
      if (frame.opcode !== PONG) socket.write(frameOf(frame.opcode === PING ? PONG : frame.opcode, frame.payload));
      if (frame.opcode === CLOSE) socket.end();
    }
  });
}

async function listening(server: Server, served: () => number, sockets: ReadonlySet<Duplex>): Promise<EchoServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export function startWebSocketEcho(): Promise<EchoServer> {
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(426).end());
  server.on('upgrade', ({ headers }, socket) => {
    sockets.add(socket);
    const key = createHash('sha1').update(`${headers['sec-websocket-key']}${KEY_SUFFIX}`).digest('base64');
    const accepts = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${key}`];
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${accepts.join('\r\n')}\r\n\r\n`);
    echoFrames(socket);
  });
  return listening(server, () => sockets.size, sockets);
}

/** Any unary method whose reply is of the request's type; the frame goes back as it came. */
export function startGrpcEcho(): Promise<EchoServer> {
  const sockets = new Set<Duplex>();
  let calls = 0;
  const server = createHttp2Server();
  server.on('connection', (socket: Duplex) => sockets.add(socket));
  server.on('stream', async (stream: ServerHttp2Stream) => {
    stream.on('error', () => stream.destroy());
    const frames: Buffer[] = [];
    for await (const chunk of stream) frames.push(chunk);
    calls += 1;
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
    stream.end(Buffer.concat(frames));
  });
  return listening(server as unknown as Server, () => calls, sockets);
}
