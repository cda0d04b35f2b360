import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { k6Script, machine, program, serve, tarGz } from '../../testing/obtain-setup.ts';

const NAME = 'k6-v2.2.0-linux-amd64.tar.gz';
const ARCHIVE = tarGz(k6Script('2.2.0'));

/** A `go` that answers as version `version` does and builds by the shell commands given. */
function fakeGo(version: string, build: string, toolchain = 'local'): string {
  return `#!/bin/sh
case "$1" in
  version) echo "go version go${version} linux/amd64" ;;
  env) case "$2" in GOTOOLCHAIN) echo ${toolchain} ;; *) echo "$HOME/go/pkg/mod"; echo https://proxy.example.org,direct ;; esac ;;
  build)
    # The path after -o.
    while [ "$1" != -o ]; do shift; done; out=$2
    ${build} ;;
esac
`;
}

interface Failed {
  attempt: { lastLines: readonly string[] };
}

const WRITE_K6 = `printf '%s\\n' '#!/bin/sh' 'echo "k6 v2.2.0 (go1.26.8, linux/amd64)"' > "$out"; chmod 755 "$out"`;

/** A machine with this Go and a server that has the archive; the shell's own tools are on PATH. */
async function withGo(go: string) {
  const made = machine({ [NAME]: ARCHIVE });
  program(join(made.bin, 'go'), go);
  const K6_MIRROR = await serve((_, response) => response.end(ARCHIVE));
  return { ...made, env: { K6_MIRROR, PATH: `${made.bin}:/usr/bin:/bin` } };
}

// The fake Go is a shell script.
describe.skipIf(process.platform === 'win32')('build with Go', () => {
  test('comes before the download; modules and packages are counted', async () => {
    const say = 'echo "go: downloading example.org/a v1.0.0" >&2; echo "example.org/a" >&2; echo "example.org/b" >&2';
    const { cache, events, env, obtain } = await withGo(fakeGo('1.25.0', `${say}; ${WRITE_K6}`));
    const { path, from } = await obtain({ env });
    expect(from).toBe('build');
    const times = { elapsedMs: expect.any(Number), leftMs: undefined };
    expect(events).toEqual([
      { kind: 'build-start', version: '2.2.0', go: expect.stringMatching(/\/go$/) },
      { kind: 'build-progress', step: 'download', name: 'example.org/a', count: 1, ...times },
      { kind: 'build-progress', step: 'compile', name: 'example.org/a', count: 1, ...times },
      { kind: 'build-progress', step: 'compile', name: 'example.org/b', count: 2, ...times },
      { kind: 'obtained', way: 'build', version: '2.2.0', path, durationMs: expect.any(Number) },
    ]);
    expect(readdirSync(cache)).toEqual(['k6-v2.2.0-linux-amd64']);
  });

  test('runs in a copy of the module, with settings of the user overruled', async () => {
    const check = [
      'test -f go.mod',
      'test -f go.sum',
      'test -d "$GOTMPDIR"',
      'test "$GOOS/$GOARCH/$CGO_ENABLED/$GOWORK" = linux/amd64/0/off',
    ].join(' && ');
    const { env, obtain } = await withGo(fakeGo('1.26.8', `${check} || exit 1; ${WRITE_K6}`));
    const { from } = await obtain({ env: { ...env, GOOS: 'plan9', GOWORK: '/elsewhere/go.work' } });
    expect(from).toBe('build');
  });

  test('takes the sources and compiles in a folder of its own, of which nothing is left; the settings of the user hold', async () => {
    const check = [
      'echo "$GOMODCACHE $GOCACHE $GOPROXY $GOFLAGS" >&2',
      'mkdir -p "$GOMODCACHE/example.org/a@v1" "$GOCACHE" && touch "$GOMODCACHE/example.org/a@v1/go.mod"',
      // As Go leaves them.
      'chmod -R a-w "$GOMODCACHE"',
      'echo told >&2; exit 1',
    ].join(' && ');
    const { home, cache, env, events, obtain } = await withGo(fakeGo('1.26.8', check));
    await obtain({ env: { ...env, GOMODCACHE: '/own/modules', GOCACHE: '/own/cache', GOFLAGS: '-p=2' } });
    const failed = events.find(({ kind }) => kind === 'way-failed');
    const [settings = ''] = (failed as Failed).attempt.lastLines;
    const [modules, compiled, sources, flags] = settings.split(' ');
    expect(modules).toMatch(`${cache}/k6-v2.2.0-linux-amd64.tmp-`);
    expect(compiled).toMatch(`${cache}/k6-v2.2.0-linux-amd64.tmp-`);
    expect(sources).toBe(`file://${home}/go/pkg/mod/cache/download,https://proxy.example.org,direct`);
    expect(flags).toBe('-p=2');
    expect(readdirSync(cache)).toEqual(['k6-v2.2.0-linux-amd64']);
  });

  test('Go too old: download', async () => {
    const { events, env, obtain } = await withGo(fakeGo('1.24.13', WRITE_K6));
    expect((await obtain({ env })).from).toBe('download');
    const attempt = { fault: 'go-too-old', found: '1.24.13', needed: '1.25.0' };
    expect(events[0]).toEqual({ kind: 'way-failed', attempt });
  });

  test('Go too old that may fetch a newer one: build', async () => {
    const { env, obtain } = await withGo(fakeGo('1.21.0', WRITE_K6, 'auto'));
    expect((await obtain({ env })).from).toBe('build');
  });

  test('a failing build: download; the last lines are kept, the names of packages are not', async () => {
    const fail = 'echo example.org/a >&2; echo "# example.org/b" >&2; echo "b.go:1:1: no" >&2; exit 1';
    const { events, env, obtain } = await withGo(fakeGo('1.26.8', fail));
    expect((await obtain({ env })).from).toBe('download');
    const attempt = { fault: 'build-failed', lastLines: ['# example.org/b', 'b.go:1:1: no'] };
    expect(events).toContainEqual({ kind: 'way-failed', attempt });
  });

  test('a go that is no Go: download', async () => {
    const { env, obtain } = await withGo('#!/bin/sh\necho "a board game"\n');
    expect((await obtain({ env })).from).toBe('download');
  });

  test('an abort ends the compilers before the folder is removed', async () => {
    const stop = new AbortController();
    // Like Go, this ends on SIGINT; and only after it has cleaned up.
    const wait = 'trap "echo cleaned >&2; exit 2" INT; echo example.org/a >&2; while :; do :; done';
    const { cache, env, obtain } = await withGo(fakeGo('1.26.8', wait));
    const lines: string[] = [];
    const result = obtain({
      env,
      signal: stop.signal,
      log: (event) => {
        if (event.kind !== 'build-progress') return;
        lines.push(event.name);
        stop.abort(new Error('stopped'));
      },
    });
    await expect(result).rejects.toThrow('stopped');
    expect(lines).toEqual(['example.org/a', 'cleaned']);
    expect(readdirSync(cache)).toEqual([]);
  });
});
