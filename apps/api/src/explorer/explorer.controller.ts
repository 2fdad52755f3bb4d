import { readFile } from 'node:fs/promises';

import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { AppError } from '#kernel';

import { Requires } from '../access/requires.decorator.js';
import { ApiOptionsToken, type ApiOptions } from '../api-options.js';

const ASSETS: Readonly<Record<string, string>> = {
  'graphiql.min.js': 'text/javascript; charset=utf-8',
  'graphiql.min.css': 'text/css; charset=utf-8',
  'react.production.min.js': 'text/javascript; charset=utf-8',
  'react-dom.production.min.js': 'text/javascript; charset=utf-8',
  'explorer.js': 'text/javascript; charset=utf-8',
};
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // the editor writes inline styles
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ');

/** GraphiQL from our own files: the page makes no request to anywhere else. */
@Controller('graphiql')
export class ExplorerController {
  constructor(@Inject(ApiOptionsToken) private readonly options: ApiOptions) {}

  @Get()
  @Requires('nobody')
  async page(@Res() reply: FastifyReply): Promise<void> {
    this.requireEnabled();
    await reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      .send(PAGE);
  }

  @Get(':asset')
  @Requires('nobody')
  async asset(@Param('asset') name: string, @Res() reply: FastifyReply): Promise<void> {
    this.requireEnabled();
    const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (type === undefined) throw new AppError('not-found', 'NO_SUCH_ADDRESS', 'there is no such file');
    const bytes = name === 'explorer.js' ? Buffer.from(SCRIPT) : await readFile(assetPath(name));
    await reply.header('Content-Type', type).header('Cache-Control', 'public, max-age=3600').send(bytes);
  }

  private requireEnabled(): void {
    if (!this.options.explorer) throw new AppError('not-found', 'NO_SUCH_ADDRESS', 'the explorer is switched off here');
  }
}

/** The build copies the files beside the compiled API. */
function assetPath(name: string): URL {
  return new URL(`../../assets/graphiql/${name}`, import.meta.url);
}

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Averment GraphQL</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/graphiql/graphiql.min.css"></head>
<body style="margin:0"><div id="explorer" style="height:100vh">Loading the GraphQL explorer…</div>
<script src="/graphiql/react.production.min.js"></script>
<script src="/graphiql/react-dom.production.min.js"></script>
<script src="/graphiql/graphiql.min.js"></script>
<script src="/graphiql/explorer.js"></script>
</body></html>
`;

const SCRIPT = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const query = '# Put your API token under "Headers" below:\\n#   { "Authorization": "Bearer avr_…" }\\n\\n' +
  'query Coverage {\\n  coverage(first: 10) {\\n    edges { node { product version cells { control status met of populationSource explanation until } } }\\n  }\\n}\\n';
ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: query, defaultHeaders: '{ "Authorization": "Bearer " }', isHeadersEditorEnabled: true }),
);
`;
