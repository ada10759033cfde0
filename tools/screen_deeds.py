"""What is done on a screen before its picture is made; nothing of it stays."""

from collections.abc import Callable

from playwright.sync_api import Page


def send_a_file(page: Page) -> None:
    """Bring in a file that changes one record and adds another, as far as the preview."""
    rows = "key,name_en,country\ntj-ttu,Luban Workshop in Dushanbe,TJ\nnew-one,A new workshop,KG\n"
    _send(page, rows)


def send_a_package(page: Page) -> None:
    """Bring a course in that another system made, as far as the preview."""
    space = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
    words = (
        "<langstring lang='ru'>Датчики</langstring><langstring lang='zh-Hans'>传感器</langstring>"
    )
    said = f"<title>{words}</title><description>{words}</description>"
    made = (
        f"<courseStructure xmlns='{space}'><course id='urn:course'>{said}</course>"
        f"<au id='urn:1'>{said}<url>https://example.org/unit</url></au></courseStructure>"
    )
    file = {"name": "cmi5.xml", "mimeType": "text/xml", "buffer": made.encode()}
    page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("main form button.button").click()
    page.wait_for_load_state()


def align_two_texts(page: Page) -> None:
    """Align a lesson of a few lines with its translation."""
    page.locator("#id_source").fill("Lesson 3\nThe pump runs. It is safe.\nSwitch it off.\nNote 7")
    page.locator("#id_target").fill("第3课\n水泵在运转。\n它是安全的。\n关掉它。")
    page.locator("main form button.button").click()


def send_a_bad_file(page: Page) -> None:
    """Bring in a file with faults."""
    _send(page, "key,name_en,country\ntj-ttu,,TJ\ntj-ttu,Twice,XX\nnew one,A workshop,KG\n")


def _send(page: Page, rows: str) -> None:
    file = {"name": "workshops.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("main form button.button").click()
    page.wait_for_load_state()


def send_a_faulty_form(page: Page) -> None:
    """Send a workshop without a country and with a latitude that is none."""
    page.locator("[name=country]").select_option("")
    page.locator("[name=latitude]").fill("north")
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()


def check_a_credential(page: Page) -> None:
    """Have something checked that is no sound credential."""
    page.fill("textarea", '{"type": ["VerifiableCredential"], "name": "A certificate"}')
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def open_a_register(page: Page) -> None:
    """Follow the week to its last session, whose register nobody has taken yet."""
    page.locator("main table").first.locator("tbody tr").last.locator("a").first.click()
    page.wait_for_selector(".roll-line")


def open_a_pair(page: Page) -> None:
    """Look at the first two records that may be one person; compare all where nobody has."""
    pairs = page.locator("main table a[href*='/learners/alike/']")
    if not pairs.count():
        page.locator("main form button").first.click()
        page.wait_for_load_state()
    pairs.first.click()
    page.wait_for_load_state()


def send_a_roster(page: Page) -> None:
    """Bring in a sheet of three learners, as far as the preview."""
    rows = (
        "Number,Surname (Latin),Given name (Latin),Date of birth,Hobby\n"
        "N-1,SAFAROV,SOMON,2001-09-12,chess\nN-2,NURLANOVA,AIGUL,2005-03-08,\n"
    )
    file = {"name": "learners.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("main form:has(input[type=file]) button").first.click()
    page.wait_for_load_state()


def open_beside(first: str, part: str) -> Callable[[Page], None]:
    """Return what follows the first link of a kind, and on to a page beside where it leads."""

    def follow(page: Page) -> None:
        page.locator(f"main {first}").first.click()
        page.wait_for_load_state()
        page.goto(f"{page.url.partition('?')[0]}{part}/")

    return follow
