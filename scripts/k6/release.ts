/** Node's names of platforms and processors, and those of Go and of k6's release archives. */
const GO_OS: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const GO_ARCH: Record<string, string> = { x64: 'amd64', arm64: 'arm64', ia32: '386' };
const RELEASE_PATH = 'https://github.com/grafana/k6/releases/download';

/** `GOOS` and `GOARCH` for Node's `process.platform` and `process.arch`; other names are the same in both. */
export function goTarget(platform: string, arch: string): { goos: string; goarch: string } {
  return { goos: GO_OS[platform] ?? platform, goarch: GO_ARCH[arch] ?? arch };
}

/** The folder inside the release archive, and the name of the archive without its ending. */
export function releaseName(version: string, platform: string, arch: string): string {
  const { goos, goarch } = goTarget(platform, arch);
  return `k6-v${version}-${goos === 'darwin' ? 'macos' : goos}-${goarch}`;
}

/** The release archive for a platform. Whether it exists is for `checksums.txt` to say. */
export function archiveName(version: string, platform: string, arch: string): string {
  return `${releaseName(version, platform, arch)}${platform === 'linux' ? '.tar.gz' : '.zip'}`;
}

export function executableName(name: string, platform: string): string {
  return platform === 'win32' ? `${name}.exe` : name;
}

/**
 * The folder that serves the release archives: `mirror` (the value of `K6_MIRROR`), else k6's own releases.
 * `undefined` when the mirror is no http address.
 */
export function releaseBase(version: string, mirror: string | undefined): URL | undefined {
  const base = mirror || `${RELEASE_PATH}/v${version}`;
  if (!URL.canParse(base)) return undefined;
  const url = new URL(base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
