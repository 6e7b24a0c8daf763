"""Time spans as SCORM writes them, to and from seconds. Pure."""

import re

TIMESPAN = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)")  # 1.2: HHHH:MM:SS.SS
DURATION = re.compile(  # 2004: ISO 8601, e.g. P1DT2H3.5S
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d*)?)S)?)?"
)
SECONDS_IN = {"years": 31_557_600, "months": 2_629_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def seconds(text: str) -> float:
    """Seconds in a SCORM 1.2 time span or an ISO 8601 duration; 0 for any other text."""
    if span := TIMESPAN.fullmatch(text):
        return int(span[1]) * 3600 + int(span[2]) * 60 + float(span[3])
    if duration := DURATION.fullmatch(text[:100]):
        return sum(float(duration[unit] or 0) * length for unit, length in SECONDS_IN.items())
    return 0.0


def timespan(total: float, *, hour_digits: int = 2) -> str:
    """`total` seconds as SCORM 1.2 and the reports write them: `00:00:07.50`."""
    minutes, rest = divmod(round(total * 100), 6000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:0{hour_digits}}:{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def duration(total: float) -> str:
    """`total` seconds as SCORM 2004 writes them: `PT1H0M7.5S`."""
    hundredths = round(total * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    return f"PT{hours}H{minutes}M{rest / 100:g}S"
