import { isUtf8 } from 'node:buffer';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { attestationForm } from '#application';
import { reportOf } from '#attestation';
import { AppError, digestOf, fromUtf8, isDigest } from '#kernel';
import { packageFrameworks, PdfPrinter } from '#platform';
import { exportFile, findExportFormat, visibleText, type ExportedFile, type ExportParts } from '#reporting';
import { VERIFIER_VERSION } from '#verification';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import type { Terminal } from '../terminal/terminal.js';
import { assessRelease, judgeWorkspace, parseReleaseName } from '../workspace/assess-workspace.js';
import { loadWorkspace } from '../workspace/load-workspace.js';
import { packParts } from '../workspace/pack-parts.js';
import { touchingEvidence } from '../workspace/touching-evidence.js';
import { workspaceFramework, workspaceWording } from '../workspace/workspace-framework.js';

export interface ExportOptions {
  /** One or several. */
  readonly format: readonly string[];
  readonly workspace?: string;
  readonly output?: string;
  readonly framework?: string;
  readonly asOf?: string;
}

/** `aver export RELEASE|ATTESTATION|PACK --format F`: one report in formats for others. Exit 0 says nothing about it. */
export async function exportReport(context: Context, what: string, options: ExportOptions): Promise<ExitCode> {
  for (const format of options.format) findExportFormat(format);
  const files = await exported(context, what, options);
  if (options.output === undefined) {
    printOnly(context, files);
    return EXIT.met;
  }
  const isFolder = files.length > 1 || (await isDirectory(options.output));
  if (isFolder) await mkdir(options.output, { recursive: true });
  for (const { name, mediaType, bytes } of files) {
    const path = isFolder ? join(options.output, name) : options.output;
    await writeFile(path, bytes);
    const written = { schema: 'averment.export/1', path, mediaType, digest: digestOf(bytes) };
    context.terminal.out(context.json ? jsonLine(written) : `${visibleText(path)}  ${written.digest}`);
  }
  return EXIT.met;
}

/** Data goes to stdout as it is, one format at a time. */
function printOnly({ terminal }: Context, [file, ...more]: readonly ExportedFile[]): void {
  if (file === undefined || more.length > 0)
    throw new AppError('invalid', 'EXPORT_OUTPUT', 'several formats are several files: name a folder with --output');
  if (!isUtf8(file.bytes)) throw new AppError('invalid', 'EXPORT_OUTPUT', 'this is no text: name a file with --output');
  terminal.out(fromUtf8(file.bytes).trimEnd());
}

async function exported(context: Context, what: string, options: ExportOptions): Promise<readonly ExportedFile[]> {
  const printer = new PdfPrinter();
  const render = (parts: ExportParts) =>
    Promise.all(options.format.map((format) => exportFile(findExportFormat(format), parts, printer)));
  if (options.workspace !== undefined)
    return render(await workspaceParts(context.terminal, what, { ...options, workspace: options.workspace }));
  if (!isDigest(what) && (await stat(what).catch(() => undefined)) !== undefined) {
    context.terminal.note(
      'Shown as its sender signed it; aver replay tells whether that can be recomputed and accepted.',
    );
    return render(await packParts(what));
  }
  return Promise.all(options.format.map((format) => download(context, what, { ...options, format })));
}

async function workspaceParts(
  terminal: Terminal,
  name: string,
  options: Omit<ExportOptions, 'workspace'> & { readonly workspace: string },
): Promise<ExportParts> {
  const asOf = momentOf(options.asOf);
  const release = parseReleaseName(name);
  const workspace = await loadWorkspace(options.workspace);
  const framework = workspaceFramework(workspace, options.framework);
  const { rules, trustRoots, organization } = workspace;
  const bar = terminal.progress('verifying evidence', workspace.evidence.length);
  const evidence = judgeWorkspace(workspace, rules, bar);
  const result = assessRelease({ workspace, evidence, rules, framework, release, asOf });
  const { input, assessment } = result;
  const wording = workspaceWording(workspace, framework.catalog);
  const report = reportOf({
    ...{ input, assessment, framework, trustRoots, evidence: touchingEvidence(result) },
    ...(wording && { wording }),
    verifier: `averment ${VERIFIER_VERSION}`,
    synthetic: organization.synthetic,
  });
  return { report, input, assessment, framework, form: attestationForm(packageFrameworks()) };
}

/** From a server: an attestation by its digest, or a release as it stands there. */
async function download(
  context: Context,
  what: string,
  { format, framework, asOf }: Omit<ExportOptions, 'format'> & { readonly format: string },
): Promise<ExportedFile> {
  const client = signedIn(context);
  if (isDigest(what)) return client.downloadFile(`/v1/attestations/${what}/exports/${format}`);
  const { product, version } = parseReleaseName(what);
  const query = new URLSearchParams({ ...(framework && { framework }), ...(asOf && { asOf: momentOf(asOf) }) });
  const path = [product, version].map(encodeURIComponent).join('/');
  return client.downloadFile(`/v1/releases/${path}/exports/${format}?${query.toString()}`);
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
