"""The specification, section 6: debugging errors."""

from tests.contract.inventory.rows import Row

# fmt: off
ROWS = [
    Row("6", 1064, "section", "6. Debugging Errors"),
    Row("6", 1066, "rule", "The Bright API, if it's not happy with",
        "samples[6 jsonc]", "logs::test_a_refusal_is_found_by_its_request_id_with_its_reason"),
    Row("6", 1068, "rule", "From curl, if you put an invalid", "samples[6 jsonc]"),
    Row("6", 1070, "sample", "curl 'https://[BRIGHT", "samples[6 jsonc]"),
    Row("6", 1073, "rule", "We asked for a jsonc format, which of", "samples[6 jsonc]"),
    Row("6", 1075, "rule", "The only information you will get is an", "samples[6 jsonc]"),
    Row("6.1", 1077, "section", "6.1. Fetching HTTP Error Codes from a GET"),
    Row("6.1", 1079, "rule", "You can see the HTTP response code for a", "samples[6.1 -I]"),
    Row("6.1", 1081, "sample", "curl 'https://[BRIGHT", "samples[6.1 -I]"),
    Row("6.1", 1096, "rule", "You will also get no data from a request", "samples[6.1 no match]"),
    Row("6.1", 1098, "sample", "curl 'https://[BRIGHT", "samples[6.1 no match]"),
    Row("6.1", 1101, "sample", "[]", "samples[6.1 no match]"),
    Row("6.1", 1103, "sample", "curl 'https://[BRIGHT",
        "samples::test_sample_6_1_has_the_printed_headers",
        "wire::test_a_head_answer_has_the_headers_of_a_get_and_no_body"),
    Row("6.2", 1118, "section", "6.2. Fetching HTTP Error Codes from a"),
    Row("6.2", 1120, "prose", "Since we use a RESTful API, some"),
    Row("6.2", 1122, "prose", "Instead use the following:"),
    Row("6.2", 1124, "sample", "curl -w \"%{http_code}\" -d", "samples[6.2]"),
    Row("6.2", 1128, "prose", "-w %{http_code} is the key part of that."),
    Row("6.3", 1130, "section", "6.3. Debugging Authentication Errors"),
    Row("6.3", 1132, "rule", "If you receive a 401 code from the API,",
        "logs::test_a_refusal_is_found_by_its_request_id_with_its_reason", "samples[6.3]"),
    Row("6.3", 1134, "prose", "An error like this should exists:"),
    Row("6.3", 1136, "sample", "Processing by",
        "logs::test_a_refusal_is_found_by_its_request_id_with_its_reason", "samples[6.3]"),
    Row("6.3", 1144, "prose", "Definitely give us a shout if you can't"),
    Row("6.3", 1146, "prose", "You can’t perform that action at this"),
]
