//! `LIESMICH.txt`: what a clerk reads first.

use jiff::civil::Date;

const TEXT: &str = "\
sachstand VERSION vom TAG

Was es ist
    Das Programm macht aus der Excel-Arbeitsmappe, in der Sie den Stand Ihrer Vorhaben pflegen, den fertigen
    Bericht für den Ausschuss: als Word-Datei und als PDF-Datei.

So fangen Sie an
    1. Entpacken Sie das ganze Archiv in einen Ordner Ihrer Wahl. Mehr ist nicht zu installieren;
       Rechte als Administrator braucht es nicht.
    2. Windows: Doppelklick auf »sachstand.exe«.
       Linux: im Terminal in diesem Ordner »./sachstand« aufrufen.
       Im Browser öffnet sich eine Seite. Das schwarze Fenster gehört dazu: Wird es geschlossen, endet das
       Programm.
    3. Ziehen Sie auf der Seite die Arbeitsmappen hinein. Zum Ausprobieren liegen im Ordner »Beispiel« drei
       erfundene Arbeitsmappen; »krm_sachstand_1.14.xlsx« und »krm_sachstand_1.13.xlsx« sind zwei Fassungen
       desselben Berichts.

    Ohne die Seite geht es auch: »sachstand build Beispiel« erstellt die Berichte im Ordner »output«.
    Liegt im Ordner ein Ordner mit dem Namen »input«, erstellt der Aufruf ohne weitere Angaben die Berichte
    der Arbeitsmappen darin, statt die Seite zu öffnen.

Nichts verlässt Ihren Rechner
    Das Programm verbindet sich mit keinem anderen Rechner. Die Seite ist nur auf diesem Rechner zu sehen.
    Ihre Arbeitsmappen werden nur gelesen.

Wenn Windows vor dem Programm warnt
    Das Programm trägt keine digitale Signatur. Windows kann deshalb beim ersten Start melden, dass es den
    Computer geschützt hat. Das heißt nicht, dass etwas gefunden wurde, und auch nicht, dass alles in Ordnung
    ist. Prüfen Sie, ob das Archiv aus der Quelle stammt, der Sie vertrauen, und ob seine Prüfsumme stimmt (siehe
    unten). Fragen Sie im Zweifel Ihre IT-Abteilung. Erst dann: »Weitere Informationen«, »Trotzdem ausführen«.
    Auf Rechnern, die Ihre IT-Abteilung verwaltet, kann das gesperrt sein; dann muss sie das Programm freigeben.

Was in diesem Ordner liegt
    PROGRAMM  das Programm
    Handbuch.pdf       das Handbuch mit allen Regeln und Meldungen
    Beispiel           Arbeitsmappen zum Ausprobieren
    Lizenzen.txt       die Lizenzen des Programms, seiner Schriften und aller Bestandteile
    sachstand.cdx.json die Bestandteile als Liste für Programme (CycloneDX)
    SHA256SUMS         die Prüfsummen der Dateien

Prüfsummen
    Neben dem Archiv liegt eine Datei, die auf ».sha256« endet. Die Prüfsumme darin muss die des Archivs sein:
        Windows (PowerShell): Get-FileHash NAME.zip
        Linux: sha256sum -c NAME.zip.sha256
    Die entpackten Dateien prüft unter Linux: sha256sum -c SHA256SUMS
";

/// The text for this version.
pub(super) fn text(version: &str, day: Date) -> String {
    let day = format!("{:02}.{:02}.{}", day.day(), day.month(), day.year());
    let program = format!("{:<17}", format!("sachstand{}", std::env::consts::EXE_SUFFIX));
    TEXT.replace("VERSION", version).replace("TAG", &day).replace("PROGRAMM", &program)
}
