//! `samples`: the readable texts in `tests/samples/` become the workbooks in `input/`.
//!
//! [`source`] reads the notation (described in `tests/samples/README.md`), [`workbook`] lays a
//! paper out as a clerk would, [`logo`] draws the picture on the second paper's cover, and
//! [`changes`] proves that the list of changes tells the whole difference of the two versions.

mod changes;
mod logo;
pub(crate) mod source;
pub(crate) mod workbook;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Done;
use source::Paper;

/// Makes every sample workbook anew.
pub(crate) fn make(root: &Path) -> Done {
    let (texts, input) = (root.join("tests/samples"), root.join("input"));
    fs::create_dir_all(&input)?;
    for version in ["1.13", "1.14"] {
        let paper = read(&texts, &format!("krm_{version}.txt"))?;
        save(&paper, &input.join(format!("krm_sachstand_{version}.xlsx")))?;
    }
    changes::verify(&texts)?;
    fs::write(input.join("stadtgruen_logo.png"), logo::draw()?)?;
    stadtgruen(&texts, &input)
}

/// The sample text of this name.
pub(crate) fn read(texts: &Path, name: &str) -> Result<Paper, Box<dyn std::error::Error>> {
    let path = texts.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(source::parse(&text).map_err(|error| format!("{name}: {error}"))?)
}

fn save(paper: &Paper, path: &Path) -> Done {
    fs::write(path, workbook::write(paper)?)?;
    let name = path.file_name().unwrap_or_default();
    println!("{}: {}", name.display(), paper.figures());
    Ok(())
}

/// The second paper is an OpenDocument file as LibreOffice saves it: written as xlsx, converted.
fn stadtgruen(texts: &Path, input: &Path) -> Done {
    let scratch = std::env::temp_dir().join(format!("sachstand-samples-{}", std::process::id()));
    fs::create_dir_all(&scratch)?;
    let done = convert(&read(texts, "stadtgruen_2.3.txt")?, &scratch, input);
    fs::remove_dir_all(&scratch)?;
    done
}

fn convert(paper: &Paper, scratch: &Path, input: &Path) -> Done {
    const NAME: &str = "stadtgruen_sachstand_2.3";
    let xlsx = scratch.join(format!("{NAME}.xlsx"));
    save(paper, &xlsx)?;
    let office = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", scratch.join("profile").display()))
        .args(["--headless", "--convert-to", "ods", "--outdir"])
        .args([scratch, &xlsx])
        .output();
    match office {
        // LibreOffice reports success also where it converted nothing: the copy tells.
        Ok(_) => {
            let ods = format!("{NAME}.ods");
            fs::copy(scratch.join(&ods), input.join(&ods))
                .map_err(|error| format!("soffice did not convert {NAME}.xlsx to ods: {error}"))?;
        }
        Err(error) => {
            eprintln!("xtask: SKIPPED: input/{NAME}.ods stays as it is, since LibreOffice (soffice)");
            eprintln!("xtask: cannot be started: {error}");
        }
    }
    Ok(())
}
