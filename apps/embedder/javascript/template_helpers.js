// Handlebars helpers with the vendor's names. Each works inline, {{bFetch 'name'}}, and as an empty block, as in the
// vendor's documents: {{#bFetch 'name'}}{{/bFetch}}.

const stored = new Map();

const helpers = {
  /** {{#bAssignToNamespace 'attributes' 'path' value}}{{/bAssignToNamespace}} sets attributes.path. */
  bAssignToNamespace(namespace, name, value, { data }) {
    if (!isPlainName(namespace) || !isPlainName(name)) return "";
    if (!Object.hasOwn(data.root, namespace)) data.root[namespace] = {};
    data.root[namespace][name] = value;
    return "";
  },

  /** {{#bEvalJson this 'custom'}}{{/bEvalJson}} replaces the JSON text by its value. */
  bEvalJson(holder, name) {
    if (isPlainName(name) && typeof holder?.[name] === "string") holder[name] = valueOfJson(holder[name]);
    return "";
  },

  bStore(name, value) {
    stored.set(name, value);
    return "";
  },

  bFetch(name) {
    return stored.get(name) ?? "";
  },

  bDecodeUri(text) {
    try {
      return decodeURIComponent(String(text ?? "").replaceAll("+", " "));
    } catch {
      return text;
    }
  },

  bGetDefaultValue(value, fallback) {
    return value === undefined || value === null || value === "" ? fallback : value;
  },

  /** {{#bCompare a b}}equal{{else}}different{{/bCompare}}; inline, true or false. */
  bCompare(left, right, options) {
    const isEqual = String(left) === String(right);
    if (!options.fn) return isEqual;
    return isEqual ? options.fn(this) : options.inverse(this);
  },

  bGetQueryParameter(name) {
    return new URLSearchParams(location.search).get(name) ?? "";
  },
};
helpers.bJsonEval = helpers.bEvalJson;

const LAUNCH_BUTTON = `<button type="button" class="bright-launchable" disabled data-course-guid="{{course.course_guid}}"
  >{{#if course.registration.launched_at}}{{words.resume}}{{else}}{{words.start}}{{/if}}</button>`;

/** A site's own helper of the same name is not replaced. */
export function registerHelpers(Handlebars) {
  for (const [name, helper] of Object.entries(helpers)) {
    if (!Handlebars.helpers[name]) Handlebars.registerHelper(name, helper);
  }
  Handlebars.partials["courselister-launchbutton"] ??= LAUNCH_BUTTON;
}

/** The value of a JSON text; the text itself if it is not JSON. */
export function valueOfJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** False for names that lead to a prototype: values in templates are not trusted. */
function isPlainName(name) {
  return typeof name === "string" && !["__proto__", "prototype", "constructor"].includes(name);
}
