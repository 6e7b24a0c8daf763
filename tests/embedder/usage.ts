// Not run, only checked by TypeScript: what a site's own script may contain.

Bright.options.transport = "jsonp";
// @ts-expect-error: there is no such transport
Bright.options.transport = "carrier pigeon";

Bright.addHook("renew_token", async () => ({ access_token: "0".repeat(32), expires_at: null }));
Bright.addHook("renew_token", () => null);
Bright.addHook("before_page_refresh", (guid) => console.log(guid.toUpperCase()));
Bright.addHook("after_health_check_failure", (error) => console.log(error.sentence, error.status + 1));
// @ts-expect-error: there is no such hook
Bright.addHook("after_lode", () => {});

async function show(): Promise<void> {
  const [course] = await Bright.courses({ fields: ["title", "registrations.score"], title_re: "^Yoga" });
  const score: number | null = course.registrations[0].score;
  // @ts-expect-error: it may be null
  const certain: number = course.registrations[0].score;
  const { blocked } = await Bright.launch({ course_guid: course.course_guid }, { review: true });
  await Bright.launch(course);
  // @ts-expect-error: a course is named by its guid
  await Bright.launch(course.registrations.length);
  const templates = await Bright.callApi<{ name: string }[]>("template.json");
  console.log(score, certain, blocked, templates[0].name, Bright.bright_template_list.get("one")?.divId);
}

document.addEventListener("bright:coursesChanged", ({ detail }) => console.log(detail.registration?.complete));
document.querySelector("bright-course-list")?.update().catch((error: unknown) => {
  if (error instanceof Bright.Error && error.code === "key_expired") show();
});
