// A small client of the partner API in TypeScript, with the types that are generated
// from its description. Prints what the newest story is and what it is made of.
import type { components, paths } from "../../examples/partner-site/api.d.ts";

type Listing = paths["/api/v2/stories/"]["get"];
type Query = NonNullable<Listing["parameters"]["query"]>;
type Stories = Listing["responses"]["200"]["content"]["application/json"];
type Story = components["schemas"]["EventStoryPage"];
type Block = components["schemas"]["StoryBlock"][number];

async function read<Answer>(url: URL): Promise<Answer> {
  const answer = await fetch(url);
  if (!answer.ok) {
    const error: components["schemas"]["Error"] = await answer.json();
    throw new Error(error.message);
  }
  return answer.json();
}

async function listStories(site: string, query: Query): Promise<Stories> {
  const url = new URL("/api/v2/stories/", site);
  for (const [name, value] of Object.entries(query)) {
    url.searchParams.set(name, String(value));
  }
  return read(url);
}

// The type of a block says what its value is.
function describe(block: Block): string {
  switch (block.type) {
    case "heading":
      return `heading: ${block.value.text}`;
    case "image":
      return `image: ${block.value.alt}, ${block.value.renditions.length} files`;
    case "quote":
      return `quote: ${block.value.text}`;
    default:
      return block.type;
  }
}

// These must not compile: the types are as strict as the API.
// @ts-expect-error there is no such format
const unknownFormat: Query = { event_format: "picnic" };
// @ts-expect-error a heading has no picture
const noPicture = (block: Block & { type: "heading" }) => block.value.renditions;

export async function main(site: string): Promise<void> {
  const stories = await listStories(site, { locale: "en", limit: 1 });
  const detail = stories.items[0]?.meta?.detail_url;
  if (!detail) throw new Error("There is no story.");
  const story = await read<Story>(new URL(detail));
  console.log(`${stories.meta.total_count} stories, the newest: ${story.title}`);
  for (const block of story.body ?? []) console.log(describe(block));
}
