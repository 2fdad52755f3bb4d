import type { FastifyReply } from 'fastify';

import type { ExportedFile } from '#reporting';

/** Always a download, never a page: what is in it may be text of strangers. */
export async function sendExport(reply: FastifyReply, { name, mediaType, bytes }: ExportedFile): Promise<void> {
  await reply
    .header('Content-Type', mediaType)
    .header('Content-Disposition', `attachment; filename="${name}"`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(Buffer.from(bytes));
}
