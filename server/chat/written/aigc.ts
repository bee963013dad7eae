import type { Answer } from "../../schemas/objects.js";

/** GB 45438-2025: content that is certainly generated. */
const GENERATED = "1";

/**
 * The implicit label that GB 45438-2025 asks of generated content in files, as far as its fields are known here: it goes with the
 * answer wherever that is kept or exported. The reserved fields are for signatures, of which there are none.
 * @param producer name or code of whoever runs the service
 */
export function aigcLabel(producer: string, answerId: string): NonNullable<Answer["AIGC"]> {
  return { Label: GENERATED, ContentProducer: producer, ProduceID: answerId, ReservedCode1: "", ContentPropagator: producer, PropagateID: answerId, ReservedCode2: "" };
}
