"""Playing a film in a page."""

PLAY = """async () => {
  const film = document.querySelector("video");
  film.muted = true;
  const shown = [...film.textTracks].filter(each => each.mode === "showing");
  const shownIn = shown.map(each => each.language);
  await film.play();
  const before = film.currentTime;
  for (const each of film.textTracks) each.mode = "showing";
  const until = Date.now() + 15000;
  const cues = {};
  while (Date.now() < until) {
    await new Promise(done => setTimeout(done, 100));
    for (const each of film.textTracks)
      cues[each.language] = [...(each.cues || [])].map(cue => cue.text);
    if (film.currentTime > before && Object.values(cues).every(each => each.length)) break;
  }
  film.pause();
  return {
    width: film.videoWidth, duration: Math.round(film.duration), shown: shownIn, cues: cues,
    moved: film.currentTime > before, source: film.currentSrc
  };
}"""
"""Starts the film of a page and returns what it showed, with the cues of each language."""
