/* OmegaT's fuzzy matcher without its window, for peers.sh: asks it for each line
 * of a file and prints "milliseconds TAB target TAB target ...", best first.
 *
 *	java -cp OmegaT.jar OmegaTPeer.java PROJECT QUERIES
 */
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.omegat.core.Core;
import org.omegat.core.data.ProjectProperties;
import org.omegat.core.data.RealProject;
import org.omegat.core.events.IStopped;
import org.omegat.core.matching.NearString;
import org.omegat.core.statistics.FindMatches;
import org.omegat.util.ProjectFileStorage;

public class OmegaTPeer {
	public static void main(String[] args) throws Exception {
		Core.initializeConsole(new TreeMap<>());
		ProjectProperties properties =
			ProjectFileStorage.loadProjectProperties(new File(args[0]));
		RealProject project = new RealProject(properties);
		Core.setProject(project);
		project.loadProject(true);
		IStopped never = () -> false;
		FindMatches find = new FindMatches(
			project.getSourceTokenizer(), 10, false, false);
		for (String line : Files.readAllLines(Path.of(args[1]),
						      StandardCharsets.UTF_8)) {
			long begun = System.nanoTime();
			List<NearString> found = find.search(project, line,
					true, true, never);
			StringBuilder answer = new StringBuilder();
			answer.append((System.nanoTime() - begun) / 1e6);
			for (NearString near : found)
				answer.append('\t').append(near.translation);
			System.out.println("ANSWER " + answer);
		}
		System.exit(0);
	}
}
