import { createHash } from "node:crypto";
import { z } from "zod";
import { JsonEndpoint, type EndpointSettings } from "../endpoint/json-endpoint.js";
import type { Embedder, EmbedderStamp, TextRole } from "./embedder.js";
import { LruCache } from "./lru-cache.js";
import { normalise } from "./vector.js";

/** A model behind `POST {baseUrl}/embeddings`. */
export interface EmbeddingSettings extends EndpointSettings {
  /** What the model wants in front of a question and of a passage; empty for none. */
  queryPrefix: string;
  passagePrefix: string;
  /** A text is cut to so many characters (UTF-16): some servers refuse what is longer than their model takes. */
  maxCharacters: number;
  /** Texts a request at ingest. */
  batchSize: number;
  /** Longest wait for a question's vector, and for a batch at ingest. */
  queryTimeoutMs: number;
  batchTimeoutMs: number;
}

/** The name that the embedder with these settings has in a snapshot. What only changes questions is no part of it. */
function embedderId({ model, passagePrefix, maxCharacters }: EmbeddingSettings, dimensions: number): string {
  const settings = createHash("sha256").update(JSON.stringify([passagePrefix, maxCharacters])).digest("hex").slice(0, 8);
  return `openai-${model}-${dimensions}-${settings}`;
}

/** Whether the embedder that is configured (null: none, so the corpus-trained one) gives vectors that may be compared with a snapshot's. */
export function fitsStamp(stamp: EmbedderStamp, settings: EmbeddingSettings | null): boolean {
  return settings === null ? stamp.kind === "sif" : stamp.kind === "openai" && stamp.id === embedderId(settings, stamp.dimensions);
}

const replySchema = z.object({ data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })) });

/** Vectors of questions that are kept: the same few are asked again and again. */
const KEPT_QUESTIONS = 500;

/** Vectors from an OpenAI-compatible endpoint. Only this embedder reaches outside, and only where it is configured. */
export class OpenAiEmbedder implements Embedder {
  readonly kind = "openai";
  readonly model: string;
  readonly id: string;
  private readonly questions = new LruCache<Float32Array>(KEPT_QUESTIONS);

  constructor(
    private readonly settings: EmbeddingSettings,
    readonly dimensions: number,
    private readonly endpoint = endpointOf(settings),
  ) {
    this.model = settings.model;
    this.id = embedderId(settings, dimensions);
  }

  /** Asks the endpoint for one vector: whether it answers, and how many dimensions its model has. @throws EndpointError */
  static async connect(settings: EmbeddingSettings): Promise<OpenAiEmbedder> {
    const endpoint = endpointOf(settings);
    const [vector] = await requestVectors(endpoint, ["政策"], settings.batchTimeoutMs);
    return new OpenAiEmbedder(settings, vector!.length, endpoint);
  }

  /** @throws EndpointError */
  async embed(texts: readonly string[], as: TextRole): Promise<Float32Array[]> {
    return as === "query" ? Promise.all(texts.map((text) => this.embedQuestion(text))) : this.embedPassages(texts);
  }

  private async embedQuestion(text: string): Promise<Float32Array> {
    const known = this.questions.get(text);
    if (known) return known;
    const [vector] = await this.request([this.settings.queryPrefix + this.cut(text)], this.settings.queryTimeoutMs);
    this.questions.set(text, vector!);
    return vector!;
  }

  private async embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    const { passagePrefix, batchSize, batchTimeoutMs } = this.settings;
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += batchSize) {
      const batch = texts.slice(at, at + batchSize).map((text) => passagePrefix + this.cut(text));
      vectors.push(...(await this.request(batch, batchTimeoutMs)));
    }
    return vectors;
  }

  private cut(text: string): string {
    const { maxCharacters } = this.settings;
    return text.length <= maxCharacters ? text : text.slice(0, maxCharacters).toWellFormed();
  }

  private async request(input: readonly string[], timeoutMs: number): Promise<Float32Array[]> {
    const vectors = await requestVectors(this.endpoint, input, timeoutMs);
    const { length } = vectors[0]!;
    if (length !== this.dimensions) throw this.endpoint.malformed(`向量应为 ${this.dimensions} 维，实际 ${length} 维`);
    return vectors;
  }
}

function endpointOf(settings: EmbeddingSettings): JsonEndpoint {
  return new JsonEndpoint("向量服务", settings);
}

/** Unit vectors of the texts, in their order. @throws EndpointError */
async function requestVectors(endpoint: JsonEndpoint, input: readonly string[], timeoutMs: number): Promise<Float32Array[]> {
  const { data } = await endpoint.post("/embeddings", { input }, replySchema, timeoutMs);
  if (data.length !== input.length) throw endpoint.malformed(`向量应为 ${input.length} 个，实际 ${data.length} 个`);
  const ordered = [...data].sort((a, b) => a.index - b.index);
  if (ordered.some(({ index }, i) => index !== i)) throw endpoint.malformed("序号有重复或超出范围");
  const vectors = ordered.map(({ embedding }) => Float32Array.from(embedding));
  if (vectors.some((vector) => vector.length !== vectors[0]!.length)) throw endpoint.malformed("各个向量的维数不同");
  // A number may be finite in JSON and too large for 32 bits.
  if (!vectors.every((vector) => vector.every(Number.isFinite))) throw endpoint.malformed("向量里有不是有限数的值");
  return vectors.map(normalise);
}
