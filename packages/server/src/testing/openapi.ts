import { z } from 'zod';
import type { TestKairos } from './test-kairos.ts';

const operationSchema = z.looseObject({
  tags: z.array(z.string()).min(1),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
});

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operationSchema)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

export type OpenApiDocument = z.output<typeof documentSchema>;
export type OpenApiOperation = z.output<typeof operationSchema>;

/** The document that a server publishes of itself. */
export async function publishedDocument(kairos: TestKairos): Promise<OpenApiDocument> {
  const { body } = await kairos.callerWith(null).ask('GET', '/openapi.json');
  return documentSchema.parse(body);
}

/** Every operation under its name, as `POST /v1/quotes/{id}/accept`. */
export function operationsOf(document: OpenApiDocument): ReadonlyMap<string, OpenApiOperation> {
  return new Map(
    Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]): [string, OpenApiOperation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ),
  );
}
