import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls, type PeerCertificate, TLSSocket } from 'node:tls';
import type { TargetFault } from '../../reports/model/error.ts';
import type { Tls } from './tls.ts';

/** How long a target may take to answer a connection, in ms. */
export const CONNECT_TIMEOUT_MS = 5000;

/** What OpenSSL calls a certificate that no known authority stands behind. */
const UNTRUSTED = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
];

const FAULTS: Readonly<Record<string, TargetFault>> = {
  ...{ ENOTFOUND: 'dns', EAI_AGAIN: 'dns', ECONNREFUSED: 'refused', ETIMEDOUT: 'timeout' },
  ...{ CERT_HAS_EXPIRED: 'expired', CERT_NOT_YET_VALID: 'not-yet-valid', ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name' },
  ...{ DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed', ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls', EPROTO: 'no-tls' },
  ...Object.fromEntries(UNTRUSTED.map((code) => [code, 'untrusted'] as const)),
};

/** Why a target cannot be reached: the kind of fault, the system's own code, and what the certificate says. */
export interface Unreachable {
  readonly fault: TargetFault;
  readonly code: string;
  /** Names that the certificate is for, or the time at which it ended or begins. */
  readonly detail?: string;
}

/** What the certificate itself says that is at fault. */
function detailOf(fault: TargetFault, cert: PeerCertificate | undefined): string | undefined {
  if (fault === 'wrong-name')
    return cert?.subjectaltname?.replaceAll(/DNS:|IP Address:/g, '') ?? String(cert?.subject?.CN);
  if (fault === 'expired') return cert?.valid_to;
  return fault === 'not-yet-valid' ? cert?.valid_from : undefined;
}

/** What speaks against the certificate of a connection; nothing where nobody checks it, or only k6 knows its authority. */
function distrusted(socket: TLSSocket, { insecure, hasHiddenRoots }: Look['tls']): Unreachable | undefined {
  if (insecure || socket.authorized) return undefined;
  // Node's types say Error; it is the code where there is one.
  const code = String(socket.authorizationError);
  const fault = FAULTS[code] ?? 'tls';
  if (fault === 'untrusted' && hasHiddenRoots) return undefined;
  const detail = detailOf(fault, socket.getPeerCertificate());
  return { fault, code, ...(detail !== undefined && { detail }) };
}

/** How far a look at a target goes. */
export interface Look {
  readonly tls: Pick<Tls, 'insecure' | 'roots' | 'hasHiddenRoots'>;
  /** False where the script shows a certificate of its own, which buha does not have. */
  readonly shakesHands: boolean;
  readonly timeoutMs?: number;
}

/**
 * Looks up a target's name, connects once and, for https, shakes hands; no request is sent. Undefined where that works,
 * also where the certificate's authority may stand in a store that only k6 reads.
 */
export async function unreachableBecause(
  { protocol, hostname, port }: URL,
  { tls, shakesHands, timeoutMs = CONNECT_TIMEOUT_MS }: Look,
): Promise<Unreachable | undefined> {
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const place = { host, port: Number(port || (isTls ? 443 : 80)) };
  const shakes = isTls && shakesHands;
  const socket = shakes
    ? // It is asked afterwards whether the certificate holds: only then is it there to tell what is wrong with it.
      connectTls({
        ...place,
        ...(isIP(host) === 0 && { servername: host }),
        ca: [...tls.roots],
        rejectUnauthorized: false,
        ALPNProtocols: ['h2', 'http/1.1'],
      })
    : connectTcp(place);
  let isConnected = false;
  let late: NodeJS.Timeout | undefined;
  const found = await new Promise<Unreachable | undefined>((resolve) => {
    late = setTimeout(() => resolve({ fault: 'timeout', code: 'ETIMEDOUT' }), timeoutMs);
    // Once the connection stands, whatever goes wrong is a matter of the handshake.
    const otherwise = () => (isConnected ? 'tls' : 'network');
    socket.once('connect', () => {
      isConnected = true;
      if (!shakes) resolve(undefined);
    });
    socket.once('secureConnect', () => resolve(socket instanceof TLSSocket ? distrusted(socket, tls) : undefined));
    socket.once('close', () => resolve({ fault: otherwise(), code: 'ECONNRESET' }));
    socket.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve({ fault: FAULTS[code ?? ''] ?? otherwise(), code: code ?? message }),
    );
  });
  clearTimeout(late);
  socket.destroy();
  return found;
}
