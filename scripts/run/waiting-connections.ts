import { readdir, readFile, readlink } from 'node:fs/promises';

/** States in /proc/net/tcp: established, and a connection that is being made. */
const OPEN = new Set(['01', '02']);

/** Inodes of open connections, but for those of a server on `port`, from a table of the kernel's. */
function openInodes(table: string, port: number): string[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state = '', , , , , , inode] = line.trim().split(/\s+/);
    const isServer = Number.parseInt(local.split(':')[1] ?? '', 16) === port;
    return OPEN.has(state) && !isServer && inode !== undefined ? [inode] : [];
  });
}

/**
 * Whether a process holds a connection beside those to its own server on `port` (Linux); undefined where the system
 * does not tell.
 */
export async function holdsConnection(pid: number, port: number): Promise<boolean | undefined> {
  try {
    const tables = await Promise.all(
      ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
    );
    if (tables.every((table) => table === '')) return undefined;
    const open = new Set(tables.flatMap((table) => openInodes(table, port)));
    for (const name of await readdir(`/proc/${pid}/fd`)) {
      const [, inode = ''] =
        (await readlink(`/proc/${pid}/fd/${name}`).catch(() => '')).match(/^socket:\[(\d+)\]$/) ?? [];
      if (open.has(inode)) return true;
    }
    return false;
  } catch {
    return undefined;
  }
}
