/** Which OSCAL document imported texts were taken from; all but the digest is the document's own word. */
export interface ImportOrigin {
  /** Over the bytes of the imported file. */
  readonly digest: `sha256:${string}`;
  readonly uuid: string;
  readonly title: string;
  readonly version: string;
  /** As the document spells it. */
  readonly lastModified: string;
  readonly oscalVersion: string;
}
