/** A product of the sample organization, as its forge knows it. */
export interface ProductPlan {
  readonly slug: string;
  readonly name: string;
  /** The forge's own number, which cannot be registered anew. */
  readonly repositoryId: string;
  readonly runner: 'hosted' | 'self-hosted';
  readonly releases: readonly ReleasePlan[];
}

export interface ReleasePlan {
  readonly version: string;
  /** Days before now. */
  readonly releasedDaysAgo: number;
  /** What the release's file names end in. */
  readonly files: readonly string[];
}

const GATEWAY_FILES = [
  'linux-amd64.tar.gz',
  'linux-arm64.tar.gz',
  'linux-riscv64.tar.gz',
  'darwin-arm64.tar.gz',
  'windows-amd64.zip',
  'amd64.deb',
  'arm64.deb',
  'x86_64.rpm',
  'helm-chart.tgz',
  'container.oci.tar',
];
const CLI_FILES = [
  'linux-amd64',
  'linux-arm64',
  'darwin-amd64',
  'darwin-arm64',
  'windows-amd64.exe',
  'musl',
  'source.tgz',
];
const FIRMWARE_FILES = ['sensor-a.bin', 'sensor-b.bin', 'hub.bin', 'bootloader.bin', 'recovery.bin', 'update.pkg'];

export const AURORA: ProductPlan = {
  slug: 'aurora-gateway',
  name: 'Aurora Gateway',
  repositoryId: '41001',
  runner: 'hosted',
  releases: [
    { version: '2.3.0', releasedDaysAgo: 120, files: GATEWAY_FILES },
    { version: '2.4.0', releasedDaysAgo: 50, files: GATEWAY_FILES },
    { version: '2.4.1', releasedDaysAgo: 6, files: [...GATEWAY_FILES, 'freebsd-amd64.tar.gz', 'openapi.json'] },
  ],
};
export const POLARIS: ProductPlan = {
  slug: 'polaris-cli',
  name: 'Polaris CLI',
  repositoryId: '41002',
  runner: 'hosted',
  releases: [
    { version: '1.0.0', releasedDaysAgo: 90, files: CLI_FILES },
    { version: '1.1.0', releasedDaysAgo: 20, files: [...CLI_FILES, 'completions.tgz'] },
  ],
};
export const TUNDRA: ProductPlan = {
  slug: 'tundra-firmware',
  name: 'Tundra Firmware',
  repositoryId: '41003',
  runner: 'self-hosted',
  releases: [
    { version: '0.8.0', releasedDaysAgo: 200, files: FIRMWARE_FILES },
    { version: '0.9.0', releasedDaysAgo: 15, files: [...FIRMWARE_FILES, 'factory.img'] },
  ],
};

export const PRODUCTS: readonly ProductPlan[] = [AURORA, POLARIS, TUNDRA];
